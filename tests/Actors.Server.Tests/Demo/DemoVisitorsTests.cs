using System.Text.Json.Nodes;
using Actors.Grains.Scheduling;
using Actors.Server.Board;
using Actors.Server.Tests.Phones;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Demo;

public sealed class DemoVisitorsTests
{
    private const double DayInAMinute = 1440;

    [Fact]
    public async Task Clock_of_the_demo_runs_at_the_speed_of_life_while_a_visitor_is_there()
    {
        await using var server = ListeningServer.Start(("Demo:Enabled", "true"), ("Demo:People", "0"));
        using var browser = new HttpClient { BaseAddress = server.Address };
        var guests = await server.EnrolAsync(count: 2, landedAt: null);
        var clock = server.Services.GetRequiredService<ProgrammeClock>();
        Assert.Equal(DayInAMinute, clock.Speed);

        using (var first = await RawPhone.ConnectAsync(server, guests[0].Token))
        {
            var welcome = await first.InvokeAsync(
                "Hello", """{"protocolVersion":1,"appVersion":"9.0.0","platform":"Browser","language":"en"}""");
            Assert.Equal(1, (double)welcome["result"]!["speed"]!);
            using (await RawPhone.ConnectAndGreetAsync(server, guests[1].Token))
            {
                Assert.Equal((1, "real time: a visitor is here"), await PaceAsync(browser));
            }

            Assert.Equal(1, clock.Speed);
            var faster = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            clock.SpeedChanged += faster.SetResult;
            first.Dispose();
            await faster.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(DayInAMinute, clock.Speed);
        Assert.Null(server.Services.GetRequiredService<BoardNotes>().Pace);
    }

    private static async Task<(double Speed, string Pace)> PaceAsync(HttpClient browser)
    {
        var text = await browser.GetStringAsync(
            "/board/snapshot?programme=england-2021", TestContext.Current.CancellationToken);
        var clock = JsonNode.Parse(text)!["clock"]!;
        return ((double)clock["speed"]!, (string)clock["pace"]!);
    }
}
