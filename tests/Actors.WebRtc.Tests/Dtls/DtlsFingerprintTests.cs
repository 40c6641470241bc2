using Actors.WebRtc.Dtls;

namespace Actors.WebRtc.Tests.Dtls;

public class DtlsFingerprintTests
{
    // The SHA-256 of nothing.
    private const string OfNothing = "sha-256 E3:B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:"
        + "27:AE:41:E4:64:9B:93:4C:A4:95:99:1B:78:52:B8:55";

    [Fact]
    public void It_is_written_as_in_a_session_description() => Assert.Equal(OfNothing, DtlsFingerprint.Of([]).ToString());

    [Fact]
    public void What_is_written_is_read_in_either_case()
    {
        Assert.True(DtlsFingerprint.TryParse(OfNothing, out var upper));
        Assert.True(DtlsFingerprint.TryParse(OfNothing.ToLowerInvariant(), out var lower));

        Assert.Equal(DtlsFingerprint.Of([]), upper);
        Assert.Equal(upper, lower);
        Assert.Equal(upper.GetHashCode(), lower.GetHashCode());
        Assert.NotEqual(DtlsFingerprint.Of([1]), upper);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha-256")]
    [InlineData("sha-256 E3:B0")]
    [InlineData("sha-1 E3:B0:C4:42:98:FC:1C:14:9A:FB:F4:C8:99:6F:B9:24:27:AE:41:E4")]
    public void Other_text_is_none(string text) => Assert.False(DtlsFingerprint.TryParse(text, out _));

    [Fact]
    public void Each_character_counts()
    {
        for (var at = 0; at < OfNothing.Length; at++)
        {
            var changed = $"{OfNothing[..at]}_{OfNothing[(at + 1)..]}";
            Assert.False(DtlsFingerprint.TryParse(changed, out _), changed);
        }
    }

    [Fact]
    public void It_has_32_bytes() => Assert.Throws<ArgumentException>(() => new DtlsFingerprint(new byte[20]));
}
