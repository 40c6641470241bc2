using Actors.Client.Simulated;
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
        var wall = new FakeTimeProvider();
        var clock = new FollowedClock(wall);
        clock.Follow(Noon, speed: 0);
        await using var schedule = new PhoneSchedule(clock, wall);
        var arrived = new List<DateTimeOffset>();
        var options = new EntrantClientOptions { Server = new("http://127.0.0.1:1"), TimeProvider = wall };
        var world = new PhoneWorld
        {
            Options = options,
            Clock = clock,
            Schedule = schedule,
            Wall = wall,
            Arrived = arrived.Add,
        };
        await using var phone = new SimulatedPhone("p", "token", Profile, world);
        // The client never starts: what it sends waits until it is disposed.
        var client = new EntrantClient("token", options, phone);

        await phone.OnPromptAsync(client, Message(PromptOccasion.Issued, Noon.AddMinutes(60)));
        clock.Follow(Noon.AddMinutes(60), speed: 0);
        await phone.OnPromptAsync(client, Message(occasion, Noon.AddMinutes(66)));
        await client.DisposeAsync();

        var shown = Assert.Single(phone.Journal.Prompts);
        Assert.Equal((Noon, Noon.AddMinutes(66)), (shown.ShownAt, shown.ClosesAt));
        Assert.Equal([Noon], arrived);
    }

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
