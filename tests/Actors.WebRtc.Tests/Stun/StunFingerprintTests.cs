using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Stun;

public sealed class StunFingerprintTests
{
    /// <summary>The check value of CRC-32 in every catalogue of such sums.</summary>
    [Fact]
    public void It_is_the_usual_sum_and_a_constant() =>
        Assert.Equal(0xCBF4_3926 ^ 0x5354_554E, StunFingerprint.Of("123456789"u8));

    [Fact]
    public void Of_nothing_it_is_the_constant() => Assert.Equal(0x5354_554Eu, StunFingerprint.Of(default));
}
