namespace Actors.WebRtc.Caller.Tests;

public sealed class NtpTimeTests
{
    /// <summary>1970 began 2,208,988,800 seconds after 1900 (RFC 5905, figure 4).</summary>
    [Fact]
    public void Seconds_count_from_1900()
    {
        Assert.Equal(2_208_988_800UL << 32, NtpTime.Of(DateTimeOffset.UnixEpoch));
        Assert.Equal((2_208_988_800UL << 32) + 0x8000_0000, NtpTime.Of(DateTimeOffset.UnixEpoch.AddMilliseconds(500)));
    }

    [Fact]
    public void The_middle_is_seconds_and_fractions_of_16_bits() =>
        Assert.Equal(0x7E80_4000u, NtpTime.MiddleOf(DateTimeOffset.UnixEpoch.AddMilliseconds(250)));
}
