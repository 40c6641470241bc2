using Actors.EndToEnd.Tests.Browsers;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>
/// Calls from Firefox. Its camera shows nobody, so that it is told that nobody is seen: its pictures came and were
/// looked at. On one machine it waits to be spoken to, so the page names its addresses and the server speaks first.
/// </summary>
public sealed class FirefoxTests
{
    private const int Timeout = 120_000;

    [Fact(Timeout = Timeout)]
    public async Task Firefox_is_looked_at_told_so_and_sent_no_media()
    {
        await using var server = RealServer.Start();
        await using var browser = await Firefox.StartAsync();
        await browser.GoToAsync(new Uri($"http://127.0.0.1:{server.Address.Port}/call-test?language=en&auto=1"));
        var journal = await browser.EvaluateAsync(
            """
            new Promise((resolve) => {
              const look = () => {
                const page = window.actorsCallTest;
                if (page?.feedback >= 3 && page.outboundRtpPackets >= 20 || page?.problem) { resolve(page); }
              };
              document.addEventListener("actors:change", look);
              look();
            })
            """);

        Assert.Equal("connected", (string?)journal["video"]);
        Assert.Equal("no-face", (string?)journal["codes"]![0]);
        Assert.Equal(0, (int)journal["inboundRtpPackets"]!);
        Assert.Contains("a=recvonly", (string)journal["answer"]!, StringComparison.Ordinal);
    }
}
