using Actors.EndToEnd.Tests.Browsers;

namespace Actors.EndToEnd.Tests.CallTest;

public sealed class ProbeTests
{
    [Fact]
    public async Task Probe()
    {
        await using var server = RealServer.Start();
        var film = Environment.GetEnvironmentVariable("FILM");
        await using var browser = await Browser.StartAsync(server.Address, new() { Film = film });
        var page = new CallTestPage(browser, server.Address);
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
        await page.UntilAsync("page.problem !== null");
        await browser.ShootAsync("/tmp/shots/checking.png");
        await page.PressAsync("person");
        await page.UntilStageAsync("queued");
        await browser.ShootAsync("/tmp/shots/queued.png");
        await page.PressAsync("decline");
        await page.UntilStageAsync("ended");
        await browser.ShootAsync("/tmp/shots/ended.png");
        TestContext.Current.SendDiagnosticMessage(string.Join("\n", browser.Console));
        await File.WriteAllTextAsync("/tmp/shots/console.txt", string.Join("\n", browser.Console));
    }
}
