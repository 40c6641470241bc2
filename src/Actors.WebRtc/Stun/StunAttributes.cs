using System.Buffers.Binary;

namespace Actors.WebRtc.Stun;

/// <summary>What is known about attributes: which of them, and how long their values may be.</summary>
internal static class StunAttributes
{
    /// <summary>Bytes before a value.</summary>
    public const int HeaderSize = 4;

    /// <summary>Bytes of an HMAC-SHA1.</summary>
    public const int IntegrityLength = 20;

    /// <summary>Bytes of a CRC-32.</summary>
    public const int FingerprintLength = 4;

    private const int FirstOptional = 0x8000;
    private const int LongestName = 512;
    private const int LongestText = 763;

    /// <summary>The length of a value together with what fills it up to four bytes.</summary>
    public static int Padded(int length) => (length + 3) & ~3;

    /// <summary>The type at the start of an attribute.</summary>
    public static StunAttributeType TypeAt(ReadOnlySpan<byte> attribute) =>
        (StunAttributeType)BinaryPrimitives.ReadUInt16BigEndian(attribute);

    /// <summary>The length of the value of an attribute.</summary>
    public static int LengthAt(ReadOnlySpan<byte> attribute) => BinaryPrimitives.ReadUInt16BigEndian(attribute[2..]);

    /// <summary>Whether a receiver that does not know it must refuse the request.</summary>
    public static bool MustBeUnderstood(StunAttributeType type) => (int)type < FirstOptional;

    /// <summary>Whether it is known here.</summary>
    public static bool IsKnown(StunAttributeType type) => type != StunAttributeType.None && Enum.IsDefined(type);

    /// <summary>Whether the value of an attribute can have this length. Of unknown ones nothing is known.</summary>
    public static bool Fits(StunAttributeType type, int length) => type switch
    {
        StunAttributeType.MappedAddress or StunAttributeType.XorMappedAddress => XorMappedAddress.IsLength(length),
        StunAttributeType.Username => length <= LongestName,
        StunAttributeType.MessageIntegrity => length == IntegrityLength,
        StunAttributeType.ErrorCode => length is >= 4 and <= 4 + LongestText,
        StunAttributeType.UnknownAttributes => (length & 1) == 0,
        StunAttributeType.Realm or StunAttributeType.Nonce or StunAttributeType.Software => length <= LongestText,
        StunAttributeType.Priority => length == 4,
        StunAttributeType.UseCandidate => length == 0,
        StunAttributeType.Fingerprint => length == FingerprintLength,
        StunAttributeType.IceControlled or StunAttributeType.IceControlling => length == 8,
        StunAttributeType.None or _ => true,
    };
}
