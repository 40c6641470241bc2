namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>In the demonstration a day takes a minute. A call takes as long as people need.</summary>
public sealed class DemoSpeedTests
{
    private const string DayInAMinute = "1440";

    [Fact(Timeout = 180_000)]
    public async Task Person_who_joins_while_others_live_fast_is_called_at_the_speed_of_life()
    {
        await using var server = CallRun.Start(("Clock:Speed", DayInAMinute));
        await using var run = await CallRun.StartAsync(server, "passing");
        await run.Page.OpenAsync("en");
        await run.Page.UntilStageAsync("queued", "ended");

        var seen = await run.Page.SeenAsync();
        Assert.Equal("passed", (string?)seen["outcome"]);
    }
}
