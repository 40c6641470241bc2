using System.Text.Json.Nodes;
using Actors.EndToEnd.Tests.Browsers;

namespace Actors.EndToEnd.Tests.CallTest;

public sealed class ProbeTests
{
    [Fact]
    public async Task Probe()
    {
        var set = (Environment.GetEnvironmentVariable("SETTINGS") ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        await using var server = RealServer.Start([.. set.Select(s => (s.Split('=')[0], s.Split('=')[1]))]);
        var film = Environment.GetEnvironmentVariable("FILM");
        await using var browser = await Browser.StartAsync(server.Address, new() { Film = film });
        var page = new CallTestPage(browser, server.Address);
        try
        {
        await page.OpenAsync("en", isAutomatic: false);
        await page.UntilStageAsync("start");
        await browser.ShootAsync("/tmp/shots/start.png");
        await page.PressAsync("start");
        await page.UntilStageAsync("ready");
        await browser.ShootAsync("/tmp/shots/ready.png");
        await page.PressAsync("request");
        await page.UntilStageAsync("ringing");
        await browser.ShootAsync("/tmp/shots/ringing.png");
        await page.PressAsync("answer");
        await page.UntilAsync("page.feedback > 2 || page.problem !== null");
        await browser.ShootAsync("/tmp/shots/checking.png");
        await page.UntilAsync("page.feedback > 20 || page.problem !== null");
        await browser.ShootAsync("/tmp/shots/checking2.png");
        await page.UntilStageAsync("queued", "ended", "waiting");
        await browser.ShootAsync("/tmp/shots/over.png");
        }
        finally
        {
        await browser.ShootAsync("/tmp/shots/last.png");
        await File.WriteAllTextAsync("/tmp/shots/console.txt", string.Join("\n", browser.Console) + "\n" + await page.JournalAsync(), TestContext.Current.CancellationToken);
        }
    }
}
