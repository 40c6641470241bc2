using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Actors.Client;
using Actors.Domain.Entrants.Stays;
using Actors.Grains.Entrants;
using Actors.Grains.Scheduling;
using Actors.Protocol.Messages;
using Actors.Server.Phones;
using Actors.Testing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Phones;

/// <summary>Whatever becomes of a connection, the phone gets what it missed.</summary>
public sealed class PhoneLinkTests
{
    private const string CheckIn =
        """
        {"commandId":"00000000000000aa","fix":{"latitude":35.68,"longitude":139.77,"accuracyMetres":10,
        "takenAt":"2021-04-05T09:00:00+09:00"},"answeredAt":"2021-04-05T09:00:00+09:00"}
        """;

    /// <summary>A health prompt, shown by itself or on the home screen.</summary>
    private const string HealthPrompt = """
        "kind":"health"
        """;

    private const string Overtake =
        """
        CREATE TRIGGER overtake BEFORE UPDATE ON grain_state WHEN NEW.grain_type = 'entrant'
        BEGIN SELECT RAISE(IGNORE); END
        """;

    private static readonly DateTimeOffset Now = new(2021, 4, 5, 9, 0, 0, TimeSpan.FromHours(9));

    private static readonly DateTimeOffset Eleven = Now.AddHours(2).AddSeconds(1);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stalled_phone_is_cut_off_and_gets_the_prompt_with_its_next_hello()
    {
        var (wall, gate) = (new TestTimeProvider(), new GatedConnections());
        await using var server = ListeningServer.Start(services => services
            .AddSingleton<HubLifetimeManager<EntrantHub>>(gate)
            .AddSingleton(provider => ActivatorUtilities.CreateInstance<PhoneLinkFactory>(provider, wall)));
        var guest = Assert.Single(await server.EnrolAsync());
        var listener = new Welcomed();
        await using var client = new EntrantClient(guest.Token, Quick(server), listener);
        await client.StartAsync(Cancelled);
        Assert.DoesNotContain((await listener.NextAsync()).Homes[0].Prompts, IsHealth);
        server.Services.GetRequiredService<ProgrammeClock>().SkipTo(Eleven);
        await wall.WaitForTimerAsync(Cancelled);
        gate.IsClosed = false;
        Assert.True(client.IsConnected);
        wall.Advance(new EntrantHubOptions().SendTimeout);
        Assert.Contains((await listener.NextAsync()).Homes[0].Prompts, IsHealth);
    }

    [Fact]
    public async Task Overflowing_phone_is_cut_off_and_sees_what_happened_with_its_next_hello()
    {
        var gate = new GatedConnections();
        await using var server = ListeningServer.Start(
            services => services.AddSingleton<HubLifetimeManager<EntrantHub>>(gate),
            ("EntrantHub:QueuedMessages", "1"), ("EntrantHub:SendTimeout", "1.00:00:00"));
        var guest = Assert.Single(await server.EnrolAsync());
        var listener = new Welcomed();
        await using var client = new EntrantClient(guest.Token, Quick(server), listener);
        await client.StartAsync(Cancelled);
        Assert.False((await listener.NextAsync()).Homes[0].Checklist!.CheckedIn);
        for (var i = 0; i < 3; i++)
        {
            // Each updates the home screen: one is held, one waits, one is too many.
            await client.CheckInAsync(new(35.68, 139.77, 12, Now), Now, cancellationToken: Cancelled);
            await gate.Held.WaitAsync(Cancelled);
            gate.IsClosed = false;
        }

        Assert.True((await listener.NextAsync()).Homes[0].Checklist!.CheckedIn);
    }

    [Fact]
    public async Task Phone_whose_entrant_lost_its_activation_is_connected_again()
    {
        await using var server = ListeningServer.Start();
        var guest = Assert.Single(await server.EnrolAsync());
        using var phone = await RawPhone.ConnectAndGreetAsync(server, guest.Token);

        // The next write fails as if another server had written, and with it the activation ends.
        await ExecuteAsync(server, Overtake);
        Assert.Equal(ErrorCode.Unavailable, RawPhone.ErrorOf(await phone.InvokeAsync("CheckIn", CheckIn)).Code);
        Assert.Equal(guest.Person, (string?)(await phone.ReadCallAsync("HomeChanged"))["person"]);
        await ExecuteAsync(server, "DROP TRIGGER overtake");
        Assert.Null((await phone.InvokeAsync("CheckIn", CheckIn))["result"]!["error"]);

        server.Services.GetRequiredService<ProgrammeClock>().SkipTo(Eleven);
        JsonObject told;
        do
        {
            told = await phone.ReadCallAsync("ShowPrompt", "HomeChanged");
        }
        while (!told.ToJsonString().Contains(HealthPrompt, StringComparison.Ordinal));

        Assert.Equal(guest.Person, (string?)told["person"]);
    }

    [Fact]
    public async Task New_companion_makes_the_phone_say_hello_again()
    {
        await using var server = ListeningServer.Start();
        var guests = await server.EnrolAsync(count: 2);
        var listener = new Welcomed();
        await using var client = new EntrantClient(guests[0].Token, Quick(server), listener);
        await client.StartAsync(Cancelled);
        Assert.Single((await listener.NextAsync()).Homes);
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        Assert.Null(await grains.GetGrain<IEntrantGrain>(guests[0].Person).AddCompanionAsync(EntrantId.Parse(guests[1].Person)));
        var again = await listener.NextAsync();
        Assert.Equal([guests[0].Person, guests[1].Person], again.Homes.Select(home => home.Person));
        Assert.False(listener.WasDisconnected);
        Assert.Equal(guests[1].Person, (await client.GetHomeAsync(guests[1].Person, Cancelled)).Person);
    }

    /// <summary>
    /// It was shown before the answer, by a phone that did not know yet whom it showed it for, with times of UTC.
    /// </summary>
    [Fact]
    public async Task What_is_told_during_hello_is_shown_after_its_answer_in_the_time_of_the_stay()
    {
        EntrantId person = default;
        var prompt = new PromptView(
            "handle", new(1, 0), Domain.Entrants.Prompts.PromptKind.Health, Now, Now.AddHours(3),
            Domain.Entrants.Prompts.PromptOutcome.Open);
        await using var server = ListeningServer.Start(services => services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<PhoneLinkFactory>(provider, TalkativeGrains.Before(
                provider.GetRequiredService<IGrainFactory>(),
                phone => phone.ShowPromptAsync(person, prompt, Grains.Entrants.PromptOccasion.Issued)))));
        var guest = Assert.Single(await server.EnrolAsync());
        person = EntrantId.Parse(guest.Person);
        using var phone = await RawPhone.ConnectAsync(server, guest.Token);
        for (var hello = 0; hello < 2; hello++)
        {
            await phone.SendAsync(RawPhone.Invocation("Hello", RawPhone.Hello));
            JsonObject record;
            do
            {
                record = await phone.ReadRecordAsync(); // The home screen may be shown between the two, a prompt may not.
                Assert.NotEqual("ShowPrompt", (string?)record["target"]);
            }
            while (record["invocationId"] is null);

            Assert.NotNull(record["result"]);
            var shown = await phone.ReadCallAsync("ShowPrompt");
            Assert.Contains("12:00", (string)shown["body"]!, StringComparison.Ordinal);
        }
    }

    /// <summary>Hello that fails leaves a phone that is still to say it, and shows nothing old with the next one.</summary>
    [Fact]
    public async Task Failed_hello_leaves_nothing_to_show()
    {
        var hellos = 0;
        EntrantId person = default;
        await using var server = ListeningServer.Start(services => services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<PhoneLinkFactory>(provider, TalkativeGrains.Before(
                provider.GetRequiredService<IGrainFactory>(),
                async phone =>
                {
                    hellos++;
                    await phone.AskWhetherWellAsync(person);
                    await phone.PingAsync(person);
                    _ = hellos == 1 ? throw new IOException("The disk is full.") : 0;
                }))));
        var guest = Assert.Single(await server.EnrolAsync());
        person = EntrantId.Parse(guest.Person);
        using var phone = await RawPhone.ConnectAsync(server, guest.Token);
        Assert.Equal(ErrorCode.Unavailable, RawPhone.ErrorOf(await phone.InvokeAsync("Hello", RawPhone.Hello)).Code);
        Assert.Equal(ErrorCode.HelloFirst, RawPhone.ErrorOf(await phone.InvokeAsync("CheckIn", CheckIn)).Code);
        await phone.SendAsync(RawPhone.Invocation("Hello", RawPhone.Hello));
        Assert.NotNull((await phone.ReadRecordAsync())["result"]);
        Assert.Equal("Notice", (string?)(await phone.ReadRecordAsync())["target"]);
        Assert.Equal("Ping", (string?)(await phone.ReadRecordAsync())["target"]);
        Assert.NotNull((await phone.InvokeAsync("CheckIn", CheckIn))["result"]);
        Assert.False(phone.HasCalls("Notice", "Ping"));
    }

    /// <summary>
    /// The end of the connection came to the entrant before its beginning. The entrant knew a phone for ever that was gone, and
    /// stood still for half a minute when it told it something.
    /// </summary>
    [Fact(Timeout = 120_000)]
    public async Task Phone_that_leaves_during_hello_is_forgotten()
    {
        var (begun, hasLeft) = (new TaskCompletionSource(), new TaskCompletionSource());
        var forgotten = Channel.CreateUnbounded<bool>();
        await using var server = ListeningServer.Start(services => services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<PhoneLinkFactory>(provider, TalkativeGrains.Before(
                provider.GetRequiredService<IGrainFactory>(),
                async _ =>
                {
                    begun.SetResult();
                    await hasLeft.Task;
                },
                () => forgotten.Writer.TryWrite(true)))));
        var guest = Assert.Single(await server.EnrolAsync());
        using (var phone = await RawPhone.ConnectAsync(server, guest.Token))
        {
            await phone.SendAsync(RawPhone.Invocation("Hello", RawPhone.Hello));
            await begun.Task;
        }

        Assert.True(await forgotten.Reader.ReadAsync(Cancelled)); // By the end of the connection.
        hasLeft.SetResult();
        Assert.True(await forgotten.Reader.ReadAsync(Cancelled)); // By the Hello, which made it known meanwhile.
    }

    /// <summary>
    /// What an entrant tells a phone may be on its way when the phone leaves. The entrant stood still for half a minute, because
    /// the call had no answer, and the next phone of the person showed nothing meanwhile.
    /// </summary>
    [Fact(Timeout = 120_000)]
    public async Task What_comes_for_a_phone_that_has_left_is_answered_at_once()
    {
        IPhoneObserver? left = null;
        var forgotten = new TaskCompletionSource();
        await using var server = ListeningServer.Start(services => services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<PhoneLinkFactory>(provider, TalkativeGrains.Before(
                provider.GetRequiredService<IGrainFactory>(),
                phone =>
                {
                    left = phone;
                    return Task.CompletedTask;
                },
                forgotten.SetResult))));
        var guest = Assert.Single(await server.EnrolAsync());
        using (await RawPhone.ConnectAndGreetAsync(server, guest.Token))
        {
            await left!.PingAsync(EntrantId.Parse(guest.Person));
        }

        await forgotten.Task;
        await Assert.ThrowsAsync<ObjectDisposedException>(() => left.PingAsync(EntrantId.Parse(guest.Person)));
    }

    private static bool IsHealth(Prompt prompt) => prompt.Kind == PromptKind.Health;

    private static EntrantClientOptions Quick(ListeningServer server) =>
        server.ClientOptions with { FirstPause = TimeSpan.FromMilliseconds(1) };

    [SuppressMessage("Security", "CA2100", Justification = "The commands are constants of this file.")]
    private static async Task ExecuteAsync(ListeningServer server, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={server.Database}");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancelled);
    }

    private sealed class Welcomed : PhoneListener
    {
        private readonly Channel<Welcome> _welcomes = Channel.CreateUnbounded<Welcome>();

        public bool WasDisconnected { get; private set; }

        public async Task<Welcome> NextAsync() => await _welcomes.Reader.ReadAsync(Cancelled);

        public override Task OnWelcomeAsync(EntrantClient client, Welcome welcome) =>
            _welcomes.Writer.WriteAsync(welcome).AsTask();

        public override Task OnDisconnectedAsync(EntrantClient client, Exception? exception)
        {
            WasDisconnected = true;
            return Task.CompletedTask;
        }
    }
}
