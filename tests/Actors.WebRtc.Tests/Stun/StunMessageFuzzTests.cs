using Actors.Testing;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Stun;

public sealed class StunMessageFuzzTests
{
    private const int Budget = 50_000;

    /// <summary>
    /// Whatever happens to a message on its way: reading it never throws, and when it is still taken for genuine, then
    /// everything that the sender signed is as it was.
    /// </summary>
    [Fact]
    public void A_message_that_was_changed_is_never_taken_for_genuine()
    {
        var random = new SeededRandom(5769);
        var key = Rfc5769.Key;
        byte[][] originals = [Rfc5769.Request, Rfc5769.IPv4Response, Rfc5769.IPv6Response];
        var (read, genuine) = (0, 0);
        for (var times = 0; times < Budget; times++)
        {
            var original = originals[times % originals.Length];
            var datagram = DatagramMutation.Mutate(original, random);
            if (!StunMessage.TryRead(datagram, out var message))
            {
                continue;
            }

            read++;
            StunReading.ReadAll(message);
            if (message.IsAuthentic(key))
            {
                genuine++;
                Assert.Equal(Signed(original), datagram.AsSpan(0, original.Length - 8).ToArray().Select(Normalise(original)));
            }
        }

        // Both happen, or nothing was shown: bytes behind the signature do change.
        Assert.InRange(read, Budget / 100, Budget);
        Assert.InRange(genuine, 1, read - 1);
    }

    [Fact]
    public void Noise_is_never_a_message()
    {
        var random = new SeededRandom(8489);
        var datagram = new byte[256];
        for (var times = 0; times < Budget; times++)
        {
            var length = random.Next(0, datagram.Length);
            for (var at = 0; at < length; at++)
            {
                datagram[at] = (byte)random.Next(0, 256);
            }

            Assert.False(StunMessage.TryRead(datagram.AsSpan(0, length), out _));
        }
    }

    private static IEnumerable<byte> Signed(byte[] original) => original[..^8].Select(Normalise(original));

    /// <summary>The length in the header is not signed as it stands there: it depends on what follows.</summary>
    private static Func<byte, int, byte> Normalise(byte[] original) => (value, at) => at is 2 or 3 ? original[at] : value;
}
