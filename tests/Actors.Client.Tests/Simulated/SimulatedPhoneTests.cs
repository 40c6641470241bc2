using Actors.Client.Simulated;
using Actors.Protocol;
using Actors.Protocol.Messages;
using Actors.Testing;

namespace Actors.Client.Tests.Simulated;

public class SimulatedPhoneTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The server sends a prompt again under its handle when its closing time moves. It is not a second prompt, and its way
    /// to the phone did not take an hour.
    /// </summary>
    [Theory]
    [InlineData(PromptOccasion.Issued)]
    [InlineData(PromptOccasion.Reminder)]
    public async Task A_prompt_that_is_shown_again_is_updated_and_counts_once(PromptOccasion occasion)
    {
        var arrived = new List<DateTimeOffset>();
        var world = WorldAt(Noon, arrived.Add);
        await using var schedule = world.Schedule;
        await using var phone = new SimulatedPhone("p", "token", Profile, world);
        // The client never starts: what it sends waits until it is disposed.
        var client = new EntrantClient("token", world.Options, phone);

        await phone.OnPromptAsync(client, Message(PromptOccasion.Issued, Noon.AddMinutes(60)));
        world.Clock.Follow(Noon.AddMinutes(60), speed: 0);
        await phone.OnPromptAsync(client, Message(occasion, Noon.AddMinutes(66)));
        await client.DisposeAsync();

        var shown = Assert.Single(phone.Journal.Prompts);
        Assert.Equal((Noon, Noon.AddMinutes(66)), (shown.ShownAt, shown.ClosesAt));
        Assert.Equal([Noon], arrived);
    }

    /// <summary>A phone that starts in mid-stay learns from the server whether the person has checked in.</summary>
    [Theory]
    [InlineData(1, true, 0)]
    [InlineData(1, false, 1)]
    [InlineData(2, true, 1)]
    public async Task A_past_check_in_is_made_unless_the_server_knows_it(int places, bool checkedIn, int expected)
    {
        var world = WorldAt(Noon.AddDays(9));
        await using var schedule = world.Schedule;
        var profile = Profile with
        {
            CheckInsAt = [.. Enumerable.Range(0, places).Select(place => Noon.AddDays(place))],
            Places = [.. Enumerable.Repeat((35.0, 139.0), places)],
            Offline = [new(Noon.AddDays(8), Noon.AddDays(10))],
        };
        await using var phone = new SimulatedPhone("p", "token", profile, world);
        phone.Start();
        var client = new EntrantClient("token", world.Options, phone);

        await phone.OnWelcomeAsync(client, WelcomeOf(checkedIn));
        await phone.OnWelcomeAsync(client, WelcomeOf(checkedIn));
        await client.DisposeAsync();

        Assert.Equal(expected, phone.Journal.Commands.Count);
    }

    [Fact]
    public void A_phone_is_on_line_from_its_first_connection_until_it_is_gone_except_in_absences()
    {
        var profile = Profile with
        {
            Offline = [new(Noon.AddDays(2), Noon.AddDays(3))],
            GoneSince = Noon.AddDays(5),
        };

        Assert.Equal(
            [false, true, false, true, true, false],
            Enumerable.Range(0, 6).Select(day => profile.IsOnline(Noon.AddDays(day))));
    }

    private static PhoneWorld WorldAt(DateTimeOffset now, Action<DateTimeOffset>? arrived = null)
    {
        var wall = new TestTimeProvider();
        var clock = new FollowedClock(wall);
        clock.Follow(now, speed: 0);
        return new()
        {
            Options = new EntrantClientOptions { Server = new("http://127.0.0.1:1"), TimeProvider = wall },
            Clock = clock,
            Schedule = new PhoneSchedule(clock, wall),
            Wall = wall,
            Arrived = arrived ?? (static _ => { }),
        };
    }

    private static Welcome WelcomeOf(bool checkedIn) => new(
        ProtocolVersion.Current, Noon.AddDays(9), Speed: 0, "p", "en",
        [
            new(
                "p", Noon.AddDays(9), HomeState.Confirmed, null, null, Day: 9, LastDay: 14,
                new(checkedIn, 0, 0, HealthItem.NotAsked, Noon, Noon), null, [], []),
        ]);

    private static PhoneProfile Profile => new()
    {
        Behaviour = Behaviour.Prompt,
        LandedAt = Noon,
        ConnectsAt = Noon.AddDays(1),
        CheckInsAt = [],
        Places = [(35, 139)],
        Seed = 1,
    };

    private static PromptMessage Message(PromptOccasion occasion, DateTimeOffset closesAt) =>
        new("p", new("h", PromptKind.Location, Noon, closesAt, PromptState.Open, "text"), occasion, "title", "body");
}
