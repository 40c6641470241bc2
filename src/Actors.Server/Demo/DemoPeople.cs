using System.Security.Cryptography;
using Actors.Client;
using Actors.Client.Simulated;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Server.Demo.Enrolment;
using Actors.Storage.Outages;

namespace Actors.Server.Demo;

/// <summary>
/// Lets fictional people arrive, live and leave. Their phones are real clients: they sign in with a token and use the
/// network, as any phone does.
/// </summary>
internal sealed partial class DemoPeople(
    DemoOptions options, FictionalPeople fiction, ProgrammeCatalogue programmes, IProgrammeTime time, TimeProvider wallClock,
    OwnAddress self, ILogger<DemoPeople> logger) : BackgroundService
{
    /// <summary>Arrivals per step: all people arrive within seconds, without loading the server.</summary>
    private const int ArrivalsPerStep = 8;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>How long people keep their phones after the stay, by the programme clock.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromHours(3);

    private static readonly ProgrammeId[] Lived = [ProgrammeId.Parse("japan-2021"), ProgrammeId.Parse("england-2021")];

    private readonly List<DemoPerson> _people = [];
    private readonly ulong _seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private int _arrived;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.People == 0)
        {
            return;
        }

        var address = await self.WaitAsync(stoppingToken);
        var clock = new FollowedClock(wallClock);
        clock.Follow(time.Now, time.Speed);
        await using var schedule = new PhoneSchedule(clock, wallClock);
        var world = new PhoneWorld
        {
            Options = new EntrantClientOptions { Server = address, TimeProvider = wallClock },
            Clock = clock,
            Schedule = schedule,
            Wall = wallClock,
        };
        LogBegin(options.People, world.Options.Server);
        using var timer = new PeriodicTimer(Step, wallClock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                clock.Follow(time.Now, time.Speed);
                await TryAsync(() => DepartAsync(clock.Now), stoppingToken);
                await TryAsync(() => ArriveAsync(world, stoppingToken), stoppingToken);
            }
        }
        finally
        {
            foreach (var person in _people)
            {
                await person.Phone.DisposeAsync();
            }
        }
    }

    private async Task DepartAsync(DateTimeOffset now)
    {
        foreach (var person in _people.Where(person => person.FreeAt + Farewell < now).ToList())
        {
            _people.Remove(person);
            await person.Phone.DisposeAsync();
        }
    }

    private async Task ArriveAsync(PhoneWorld world, CancellationToken stoppingToken)
    {
        for (var i = 0; i < ArrivalsPerStep && _people.Count < options.People; i++)
        {
            // The first people are spread over their stays; later ones landed the day before.
            var ago = _arrived < options.People ? 1 + _arrived * 7 % 9 : 1;
            var number = _arrived++;
            var programme = programmes.Newest(Lived[number % 3 == 2 ? 1 : 0]);
            var firstDay = programme.Zone.DateAt(world.Clock.Now).AddDays(-ago);
            var period = (programme.Days, programme.Zone);
            var profiles = new PhoneProfiles(_seed, firstDay, days: 15, TimeZoneInfo.FindSystemTimeZoneById(programme.Zone.Id));
            var profile = profiles.Draw(number);
            var order = new EnrolmentOrder(1, programme.Version, profile.LandedAt, IsConfirmed: true, CompanionsEach: 0);
            if (await fiction.EnrolAsync(order, stoppingToken) is ([var guest], null))
            {
                var phone = new SimulatedPhone(guest.Person, guest.Token, profile, world);
                _people.Add(new(phone, StayPeriod.For(period.Days, period.Zone, profile.LandedAt).FreeAt));
                phone.Start();
            }
        }
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{People} fictional people use {Address}.")]
    private partial void LogBegin(int people, Uri address);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A fictional person could not arrive or leave. It is tried again in a moment.")]
    private partial void LogFailed(Exception exception);
}

/// <summary>A fictional person.</summary>
/// <param name="Phone">The phone.</param>
/// <param name="FreeAt">The end of the stay, by the programme clock.</param>
internal sealed record DemoPerson(SimulatedPhone Phone, DateTimeOffset FreeAt);
