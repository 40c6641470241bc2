using System.Security.Cryptography;

namespace Actors.WebRtc.Sessions;

/// <summary>Who speaks in RTCP.</summary>
/// <param name="Ssrc">The number.</param>
/// <param name="CanonicalName">The name: random, of one call (RFC 7022, section 4.2).</param>
internal sealed record FeedbackSource(uint Ssrc, string CanonicalName)
{
    private const int NameBytes = 12;

    /// <summary>A new one.</summary>
    public static FeedbackSource Create(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint) + NameBytes];
        random.GetBytes(bytes);
        return new FeedbackSource(BitConverter.ToUInt32(bytes), Convert.ToHexStringLower(bytes[sizeof(uint)..]));
    }
}
