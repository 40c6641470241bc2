using System.Collections.Concurrent;
using Actors.Client;
using Actors.Client.Simulated;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Scheduling;
using Actors.Server.Demo.Outbox;
using Actors.Storage.Outages;

namespace Actors.Server.Demo;

/// <summary>
/// Keeps the groups of fictional people that belong to this server alive. Their phones are real clients: they sign in with a
/// token and use the network, as any phone does.
/// </summary>
internal sealed partial class DemoPeople(
    DemoOptions options, IGrainFactory grains, IProgrammeTime time, TimeProvider wallClock, OwnAddress self,
    IHostApplicationLifetime lifetime, ILocalSiloDetails silo, IClusterMembershipService cluster, ProgrammeClock programmeClock,
    LocalSmsGateway gateway, LocalReceipts receipts, ILogger<DemoPeople> logger)
    : BackgroundService
{
    /// <summary>After so many failures in a row the console says so: a busy machine fails now and then.</summary>
    private const int SaidAfter = 3;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<EntrantId, bool> _people = [];
    private readonly ConcurrentDictionary<string, SimulatedPhone> _numbers = new(StringComparer.Ordinal);
    private readonly int[] _failures = new int[DemoGroup.Count];
    private readonly TaskCompletionSource<PhoneWorld> _world = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the phones in this server share, from the moment that the server listens.</summary>
    public Task<PhoneWorld> World => _world.Task;

    /// <summary>Adds a person whose phone runs in this server.</summary>
    public void Add(DemoPerson person, SimulatedPhone phone)
    {
        _people[EntrantId.Parse(person.Person)] = true;
        _numbers[Traveller.Draw(person.Seed).Phone!] = phone;
    }

    /// <summary>Removes a person who has left.</summary>
    public void Remove(DemoPerson person)
    {
        _people.TryRemove(EntrantId.Parse(person.Person), out _);
        _numbers.TryRemove(Traveller.Draw(person.Seed).Phone!, out _);
    }

    /// <summary>Whether the phone of this person runs in this server.</summary>
    public bool Has(EntrantId person) => _people.ContainsKey(person);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var address = await self.WaitAsync(stoppingToken);
        var clock = new FollowedClock(wallClock);
        void Follow() => clock.Follow(time.Now, time.Speed);
        Follow();
        await using var schedule = new PhoneSchedule(clock, wallClock);
        var server = options.PhoneServer ?? address;
        _world.SetResult(new PhoneWorld
        {
            Options = new EntrantClientOptions { Server = server, TimeProvider = wallClock },
            Clock = clock,
            Schedule = schedule,
            Wall = wallClock,
        });
        LogBegin(options.People, server);

        // This service stops after the grains, and must not activate them again by then.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(Step, wallClock);
        var carrying = CarryShortMessagesAsync(schedule, stopping.Token);
        programmeClock.SpeedChanged += Follow; // At once: half a second at the old speed may be many minutes.
        try
        {
            await LiveAsync(Follow, timer, stopping.Token);
        }
        finally
        {
            programmeClock.SpeedChanged -= Follow;
            await carrying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Gives the phones in this server what the local gateway has for them. They say when they have it.</summary>
    private async Task CarryShortMessagesAsync(PhoneSchedule schedule, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            foreach (var message in await gateway.Handsets.ReadAsync(stopping))
            {
                if (_numbers.TryGetValue(message.To, out var phone))
                {
                    schedule.Start(() => phone.OnShortMessageAsync(() =>
                    {
                        gateway.Confirm(message.Id, receipts);
                        return Task.CompletedTask;
                    }));
                }
            }
        }
    }

    private async Task LiveAsync(Action follow, PeriodicTimer timer, CancellationToken stopping)
    {
        while (await timer.WaitForNextTickAsync(stopping))
        {
            follow();
            var active = cluster.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active);
            await Task.WhenAll(GroupsOf(silo.SiloAddress, active.Select(member => member.SiloAddress))
                .Select(group => LiveAsync(group, stopping)));
        }
    }

    /// <summary>
    /// Shares the groups out among the active servers: each knows its own without asking the others. A server that joins or
    /// leaves changes the shares.
    /// </summary>
    internal static IEnumerable<int> GroupsOf(SiloAddress server, IEnumerable<SiloAddress> active)
    {
        var servers = active.Order().ToList();
        var share = servers.IndexOf(server);
        return Enumerable.Range(0, DemoGroup.Count).Where(group => share >= 0 && group % servers.Count == share);
    }

    private async Task LiveAsync(int group, CancellationToken stopping)
    {
        try
        {
            await grains.GetGrain<IDemoGroupGrain>(group).LiveAsync(silo.SiloAddress);
            _failures[group] = 0;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (++_failures[group] == SaidAfter)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{People} fictional people use {Address}.")]
    private partial void LogBegin(int people, Uri address);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Fictional people could not arrive or leave several times. The demo goes on trying.")]
    private partial void LogFailed(Exception exception);
}
