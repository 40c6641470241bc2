using Actors.EndToEnd.Tests.Browsers;
using Actors.EndToEnd.Tests.PhoneApp.Calls;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>
/// Calls from Firefox. Its camera shows no person, and the guidance says so: the pictures came and were looked at. On
/// one machine Firefox sends only to a peer that sent first, so the page names its addresses and the server begins.
/// </summary>
public sealed class FirefoxTests
{
    private const int Timeout = 120_000;

    [Fact(Timeout = Timeout)]
    public async Task Firefox_is_looked_at_told_so_and_sent_no_media()
    {
        await using var server = CallRun.Start();
        await using var browser = await Firefox.StartAsync();
        await browser.PrepareAsync(CallWatch.Script);
        await browser.GoToAsync(new Uri($"http://127.0.0.1:{server.Address.Port}/app?trial=1&language=en"));
        await browser.EvaluateAsync(VisitorSteps.Enter("en"));
        await browser.EvaluateAsync(VisitorSteps.Answer("en"));
        await browser.EvaluateAsync(CallWatch.Until("page.codes.length > 0 && page.outboundRtpPackets >= 20"));
        var seen = await browser.EvaluateAsync("window.seen");

        Assert.Equal("connected", (string?)seen["video"]);
        Assert.Equal("no-face", (string?)seen["codes"]![0]);
        Assert.Equal(0, (int)seen["inboundRtpPackets"]!);
        Assert.Contains("a=recvonly", (string)seen["answer"]!, StringComparison.Ordinal);
    }
}
