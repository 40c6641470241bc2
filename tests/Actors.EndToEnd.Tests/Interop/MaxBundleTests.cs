using Actors.EndToEnd.Tests.Browsers;
using Actors.EndToEnd.Tests.PhoneApp.Calls;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>
/// Calls with the policy max-bundle that offer more than a picture. Chromium then has a transport for the first medium only
/// and could not apply an answer that refused that one ("Failed to setup RTCP mux").
/// </summary>
public sealed class MaxBundleTests
{
    private const int Timeout = 120_000;

    [Theory(Timeout = Timeout)]
    [InlineData(false, "audio", "video", "application refused")]
    [InlineData(true, "application", "audio", "video")]
    public async Task Chromium_passes_with_other_media_before_its_picture(bool beginsWithData, params string[] answered)
    {
        await using var server = CallRun.Start();
        await using var run = await CallRun.StartAsync(
            server, "passing", new ChromiumOptions { Prelude = Prelude.MaxBundle(beginsWithData) });
        await run.Page.OpenAsync("en");
        await run.Page.UntilStageAsync("queued", "ended", "waiting");

        var seen = await run.Page.SeenAsync();
        Assert.Equal("passed", (string?)seen["outcome"]);
        var answer = (string)seen["answer"]!;
        Assert.Equal(answered, AnsweredMedia.Of(answer));
        Assert.DoesNotContain("a=send", answer, StringComparison.Ordinal);
        Assert.Equal(0, (int)seen["inboundRtpPackets"]!);
        Assert.False((bool)(await run.Browser.EvaluateAsync("window.hasOpenedChannel"))!);
    }
}
