using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Actors.WebRtc.Stun;

/// <summary>
/// Attributes that this library knows (RFC 8489, section 18.3; RFC 8445, section 20.2). A receiver must understand
/// types below 0x8000 and may ignore the others.
/// </summary>
public enum StunAttributeType
{
    /// <summary>Not an attribute.</summary>
    None = 0,

    /// <summary>The sender's address as the receiver saw it, in clear.</summary>
    MappedAddress = 0x0001,

    /// <summary>The receiver's user name fragment, a colon, the sender's.</summary>
    Username = 0x0006,

    /// <summary>HMAC-SHA1 of what stands before it.</summary>
    MessageIntegrity = 0x0008,

    /// <summary>Why a request failed.</summary>
    ErrorCode = 0x0009,

    /// <summary>The attributes that were not understood.</summary>
    UnknownAttributes = 0x000A,

    /// <summary>Part of long-term credentials, which ICE does not use.</summary>
    Realm = 0x0014,

    /// <summary>Part of long-term credentials, which ICE does not use.</summary>
    Nonce = 0x0015,

    /// <summary>The sender's address as the receiver saw it, XORed so that routers do not rewrite it.</summary>
    XorMappedAddress = 0x0020,

    /// <summary>The priority of a peer-reflexive candidate learnt from this check.</summary>
    Priority = 0x0024,

    /// <summary>The controlling side nominates the pair.</summary>
    UseCandidate = 0x0025,

    /// <summary>The name of the sender's software.</summary>
    Software = 0x8022,

    /// <summary>CRC-32 of what stands before it.</summary>
    Fingerprint = 0x8028,

    /// <summary>The sender is the controlled agent.</summary>
    IceControlled = 0x8029,

    /// <summary>The sender is the controlling agent.</summary>
    IceControlling = 0x802A,
}

/// <summary>Attribute headers, and the lengths that values may have.</summary>
internal static class StunAttributes
{
    /// <summary>Bytes before a value.</summary>
    public const int HeaderSize = 4;

    /// <summary>Bytes of an HMAC-SHA1.</summary>
    public const int IntegrityLength = 20;

    /// <summary>Bytes of a CRC-32.</summary>
    public const int FingerprintLength = 4;

    private const int FirstOptional = 0x8000;
    private const int MaxNameLength = 512;
    private const int MaxTextLength = 763;

    /// <summary>The length of a value with its padding to a multiple of four bytes.</summary>
    public static int Padded(int length) => (length + 3) & ~3;

    /// <summary>The type at the start of an attribute.</summary>
    public static StunAttributeType TypeAt(ReadOnlySpan<byte> attribute) =>
        (StunAttributeType)BinaryPrimitives.ReadUInt16BigEndian(attribute);

    /// <summary>The length of the value of an attribute.</summary>
    public static int LengthAt(ReadOnlySpan<byte> attribute) => BinaryPrimitives.ReadUInt16BigEndian(attribute[2..]);

    /// <summary>Whether a receiver that does not know the type must refuse the request.</summary>
    public static bool MustBeUnderstood(StunAttributeType type) => (int)type < FirstOptional;

    /// <summary>Whether this library knows the type.</summary>
    public static bool IsKnown(StunAttributeType type) => type != StunAttributeType.None && Enum.IsDefined(type);

    /// <summary>Whether a value of the type may have this length. Always true for unknown types.</summary>
    public static bool Fits(StunAttributeType type, int length) => type switch
    {
        StunAttributeType.MappedAddress or StunAttributeType.XorMappedAddress => XorMappedAddress.IsLength(length),
        StunAttributeType.Username => length <= MaxNameLength,
        StunAttributeType.MessageIntegrity => length == IntegrityLength,
        StunAttributeType.ErrorCode => length is >= 4 and <= 4 + MaxTextLength,
        StunAttributeType.UnknownAttributes => (length & 1) == 0,
        StunAttributeType.Realm or StunAttributeType.Nonce or StunAttributeType.Software => length <= MaxTextLength,
        StunAttributeType.Priority => length == 4,
        StunAttributeType.UseCandidate => length == 0,
        StunAttributeType.Fingerprint => length == FingerprintLength,
        StunAttributeType.IceControlled or StunAttributeType.IceControlling => length == 8,
        StunAttributeType.None or _ => true,
    };
}

/// <summary>MESSAGE-INTEGRITY (RFC 8489, section 14.5).</summary>
internal static class StunIntegrity
{
    /// <summary>Computes the HMAC-SHA1.</summary>
    /// <param name="key">The password, as bytes.</param>
    /// <param name="covered">
    /// The message before the attribute. The length in its header already includes the attribute.
    /// </param>
    /// <param name="sum">Receives <see cref="StunAttributes.IntegrityLength"/> bytes.</param>
    [SuppressMessage("Security", "CA5350", Justification = "ICE uses no other, and collisions of SHA-1 do not affect HMAC.")]
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> covered, Span<byte> sum) =>
        _ = HMACSHA1.HashData(key, covered, sum);
}

/// <summary>
/// FINGERPRINT (RFC 8489, section 14.7): CRC-32 as in ITU-T V.42, XORed with a constant. Tells STUN from other
/// protocols on the same port.
/// </summary>
internal static class StunFingerprint
{
    private const uint Constant = 0x5354_554E;
    private const uint Polynomial = 0xEDB8_8320;

    private static readonly uint[] Table = MakeTable();

    /// <summary>Computes the value for the bytes of a message before the attribute.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var next in bytes)
        {
            sum = Table[(sum ^ next) & 0xFF] ^ (sum >> 8);
        }

        return ~sum ^ Constant;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (var index = 0u; index < table.Length; index++)
        {
            var sum = index;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ Polynomial;
            }

            table[index] = sum;
        }

        return table;
    }
}
