using Actors.EndToEnd.Tests.Browsers;

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
