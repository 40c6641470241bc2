namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>The verdicts on films in a real browser, from its encoder to the words on the page.</summary>
public sealed class VerdictTests(FilmCalls films) : IClassFixture<FilmCalls>
{
    /// <summary>Milliseconds for all films, three at a time, each with the longest time of a call.</summary>
    private const int Timeout = 400_000;

    [Theory(Timeout = Timeout)]
    [InlineData("passing")]
    [InlineData("passing-360x640")]
    [InlineData("passing-480x640")]
    [InlineData("passing-narrow-room")]
    public async Task Person_who_looks_and_turns_passes_however_the_phone_is_held(string film)
    {
        var seen = await films.SeenAsync(film);

        Assert.Equal("passed", (string?)seen["outcome"]);
        string[] codes = [.. seen["codes"]!.AsArray().Select(code => (string)code!)];
        Assert.Contains(codes, code => code is "turn-left" or "turn-right");
        Assert.Equal("done", codes[^1]);
    }

    [Fact(Timeout = Timeout)]
    public async Task Phone_is_sent_nothing_but_text()
    {
        var seen = await films.SeenAsync("passing");

        var answer = (string)seen["answer"]!;
        Assert.Contains("a=recvonly", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("a=send", answer, StringComparison.Ordinal);
        Assert.Equal(0, (int)seen["inboundRtpPackets"]!);
        Assert.InRange((int)seen["outboundRtpPackets"]!, 50, int.MaxValue);

        // Only receiver reports arrive, a few bytes now and then, and no picture.
        Assert.InRange((int)seen["bytesReceived"]!, 1, (int)seen["bytesSent"]! / 20);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("no-face", "no-face")]
    [InlineData("two-faces", "more-than-one-face")]
    [InlineData("too-small", "too-far")]
    [InlineData("off-frame", "not-in-frame")]
    [InlineData("dark", "too-dark")]
    [InlineData("upside-down", "no-face")]
    [InlineData("frozen", "turn-left", "turn-right")]
    [InlineData("still-photograph-360x640", "turn-left", "turn-right")]
    public Task A_caller_not_seen_as_asked_is_told_why_and_handed_to_staff(string film, params string[] codes) =>
        AssertHandedOverAsync(film, "failed", codes);

    [Theory(Timeout = Timeout)]
    [InlineData("white-wall-360x640", "show-background")]
    [InlineData("mask-360x640", "uncover-face")]
    public Task A_caller_before_a_plain_wall_or_with_a_mask_is_told_and_handed_to_staff_without_blame(
        string film, string code) => AssertHandedOverAsync(film, "unknown", code);

    private async Task AssertHandedOverAsync(string film, string face, params string[] codes)
    {
        var seen = await films.SeenAsync(film);

        Assert.Equal("queued", (string?)seen["stage"]);
        Assert.Equal(face, (string?)seen["persons"]![0]);
        Assert.InRange((double)seen["secondsLeft"]!, 0, 5);
        Assert.Contains(seen["codes"]!.AsArray(), code => codes.Contains((string)code!));
        Assert.DoesNotContain(seen["codes"]!.AsArray(), code => (string)code! == "done");
        Assert.Equal(0, (int)seen["inboundRtpPackets"]!);
    }
}
