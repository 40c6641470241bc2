using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Actors.WebRtc.Stun;

/// <summary>The sum of MESSAGE-INTEGRITY (RFC 8489, section 14.5).</summary>
internal static class StunIntegrity
{
    /// <summary>Computes it.</summary>
    /// <param name="key">The password, as bytes.</param>
    /// <param name="covered">The message before the attribute, with its length as it will be behind it.</param>
    /// <param name="sum">Where to: <see cref="StunAttributes.IntegrityLength"/> bytes.</param>
    [SuppressMessage("Security", "CA5350", Justification = "ICE knows no other; HMAC does not suffer from collisions of SHA-1.")]
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> covered, Span<byte> sum) =>
        _ = HMACSHA1.HashData(key, covered, sum);
}
