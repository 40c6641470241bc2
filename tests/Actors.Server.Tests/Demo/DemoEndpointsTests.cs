using Actors.Testing;

namespace Actors.Server.Tests.Demo;

public sealed class DemoEndpointsTests
{
    /// <summary>Ctrl+C used to fill the screen with stacks, while phones and calls were under way.</summary>
    [Fact]
    public async Task Console_of_the_demo_says_what_to_open_and_nothing_else()
    {
        using var folder = new TempFolder();
        await using var server = await RunningServer.StartAsync(
            folder, descriptors: null, "--Demo:Enabled=true", "--Demo:People=40", "--Demo:DaySeconds=10");
        using var browser = new HttpClient { BaseAddress = server.Address };
        await UntilPeopleAsync(browser, 20);

        Assert.Equal(0, await server.StopAsync());

        var lines = server.Output.Split('\n');
        Assert.False(lines.Any(IsTrouble), server.Output);
        Assert.Equal($"Open {server.Address}", lines.Last(line => !line.Contains("ifetime", StringComparison.Ordinal)
            && !line.Contains("Application", StringComparison.Ordinal)).Trim());
    }

    private static bool IsTrouble(string line) =>
        line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal)
        || line.StartsWith("crit:", StringComparison.Ordinal) || line.Contains("   at ", StringComparison.Ordinal);

    /// <summary>Waits until the board has counted so many people.</summary>
    private static async Task UntilPeopleAsync(HttpClient browser, long people)
    {
        await using var events = await browser.GetStreamAsync(
            "/board/events?programme=japan-2021", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(events);
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal)
                && (long)System.Text.Json.Nodes.JsonNode.Parse(line["data: ".Length..])!["people"]!["connected"]! >= people)
            {
                return;
            }
        }

        Assert.Fail("The board stopped.");
    }
}
