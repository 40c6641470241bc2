namespace Actors.EndToEnd.Tests.CallTest;

/// <summary>What becomes of films before the camera of a real browser, from its encoder to the words on the page.</summary>
public sealed class VerdictTests
{
    private const int Timeout = 180_000;

    [Fact(Timeout = Timeout)]
    public async Task Person_who_looks_and_turns_passes_and_is_sent_nothing_but_text()
    {
        await using var run = await CallTestRun.StartAsync("passing");
        await run.Page.OpenAsync("en");
        await run.Page.UntilStageAsync("ended", "queued");
        var journal = await run.Page.JournalAsync();

        Assert.Equal("passed", (string?)journal["outcome"]);
        string[] codes = [.. journal["codes"]!.AsArray().Select(code => (string)code!)];
        Assert.Contains(codes, code => code is "turn-left" or "turn-right");
        Assert.Equal("done", codes[^1]);

        var answer = (string)journal["answer"]!;
        Assert.Contains("a=recvonly", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("a=send", answer, StringComparison.Ordinal);
        Assert.Equal(0, (int)journal["inboundRtpPackets"]!);
        Assert.InRange((int)journal["outboundRtpPackets"]!, 50, int.MaxValue);

        // Reports on what was received, a few bytes now and then, and no picture.
        Assert.InRange((int)journal["bytesReceived"]!, 1, (int)journal["bytesSent"]! / 20);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("no-face", "no-face")]
    [InlineData("two-faces", "more-than-one-face")]
    [InlineData("too-small", "too-far")]
    [InlineData("off-frame", "not-in-frame")]
    [InlineData("dark", "too-dark")]
    [InlineData("upside-down", "no-face")]
    [InlineData("blank-wall", "show-background")]
    public async Task Whoever_is_not_seen_as_asked_is_told_why_and_handed_to_a_person(string film, string code) =>
        await DoesNotPassAsync(film, code);

    [Theory(Timeout = Timeout)]
    [InlineData("still-photograph")]
    [InlineData("frozen")]
    public async Task Picture_that_does_not_live_never_passes(string film)
    {
        await using var run = await CallTestRun.StartAsync(film);
        await run.Page.OpenAsync("en");
        await run.Page.UntilStageAsync("queued", "ended", "waiting");
        var journal = await run.Page.JournalAsync();

        Assert.Equal("queued", (string?)journal["stage"]);
        Assert.Equal("failed", (string?)journal["persons"]![0]!["face"]);
        Assert.Contains(journal["codes"]!.AsArray(), code => (string?)code is "turn-left" or "turn-right");
        Assert.DoesNotContain(journal["codes"]!.AsArray(), code => (string?)code == "done");
    }

    private static async Task DoesNotPassAsync(string film, string code)
    {
        await using var run = await CallTestRun.StartAsync(film);
        await run.Page.OpenAsync("en");
        await run.Page.UntilStageAsync("queued", "ended", "waiting");
        var journal = await run.Page.JournalAsync();

        Assert.Equal("queued", (string?)journal["stage"]);
        Assert.Equal("failed", (string?)journal["persons"]![0]!["face"]);
        Assert.Contains(journal["codes"]!.AsArray(), said => (string?)said == code);
        Assert.DoesNotContain(journal["codes"]!.AsArray(), said => (string?)said == "done");
        Assert.Equal(0, (int)journal["inboundRtpPackets"]!);
    }
}
