using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Actors.WebRtc.Stun;

/// <summary>
/// A Binding message as it lies in a datagram (RFC 8489, section 5). Reading it copies nothing and never throws; what is
/// not exactly a message is not read. A message that was read is well-formed, and its fingerprint is right if it has one;
/// who sent it is known only after <see cref="IsAuthentic"/>.
/// </summary>
/// <remarks>
/// Attributes behind MESSAGE-INTEGRITY do not count, except FINGERPRINT (section 14.5). Of attributes that stand there twice
/// the first counts (section 14). Credentials that last, and SHA-256, are not supported: ICE uses neither.
/// </remarks>
public readonly ref struct StunMessage
{
    /// <summary>Bytes before the first attribute.</summary>
    public const int HeaderSize = 20;

    /// <summary>The longest message that is read.</summary>
    public const int MaxSize = 1500;

    /// <summary>The most attributes that are read.</summary>
    public const int MaxAttributes = 32;

    /// <summary>The second word of every message.</summary>
    internal const uint MagicCookie = 0x2112_A442;

    private const int Binding = 0x0001;
    private const int LengthAt = 2;
    private const int CookieAt = 4;
    private const int TransactionAt = 8;
    private const int Absent = 0;

    private readonly ReadOnlySpan<byte> _datagram;
    private readonly int _end;
    private readonly int _integrityAt;

    private StunMessage(ReadOnlySpan<byte> datagram, StunClass messageClass, int end, int integrityAt)
    {
        _datagram = datagram;
        _end = end;
        _integrityAt = integrityAt;
        Class = messageClass;
        Transaction = StunTransactionId.Read(datagram[TransactionAt..]);
    }

    /// <summary>What it is within its transaction.</summary>
    public StunClass Class { get; }

    /// <summary>Its transaction.</summary>
    public StunTransactionId Transaction { get; }

    /// <summary>Bytes of the whole message.</summary>
    public int Size => _datagram.Length;

    /// <summary>Whether it has a MESSAGE-INTEGRITY, right or wrong.</summary>
    public bool HasIntegrity => _integrityAt != Absent;

    /// <summary>For whom and from whom; empty when it does not say.</summary>
    public ReadOnlySpan<byte> Username => Find(StunAttributeType.Username, out var value) ? value : default;

    /// <summary>The name of the software that wrote it; empty when it does not say.</summary>
    public ReadOnlySpan<byte> Software => Find(StunAttributeType.Software, out var value) ? value : default;

    /// <summary>Whether the pair shall be used (RFC 8445, section 7.1.2).</summary>
    public bool UsesCandidate => Find(StunAttributeType.UseCandidate, out _);

    private ReadOnlySpan<byte> Attributes => _end == Absent ? default : _datagram[HeaderSize.._end];

    /// <summary>
    /// Whether a datagram looks like STUN rather than DTLS or SRTP, which come to the same port (RFC 7983, section 7).
    /// </summary>
    public static bool LooksLike(ReadOnlySpan<byte> datagram) =>
        datagram.Length >= HeaderSize
        && datagram[0] <= 3
        && BinaryPrimitives.ReadUInt32BigEndian(datagram[CookieAt..]) == MagicCookie;

    /// <summary>Reads a datagram.</summary>
    /// <param name="datagram">All of it; the message refers to it.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether it is a well-formed Binding message.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out StunMessage message)
    {
        message = default;
        if (!LooksLike(datagram)
            || datagram.Length > MaxSize
            || BinaryPrimitives.ReadUInt16BigEndian(datagram[LengthAt..]) != datagram.Length - HeaderSize
            || !TryReadClass(BinaryPrimitives.ReadUInt16BigEndian(datagram), out var messageClass)
            || !TryReadAttributes(datagram, out var integrityAt, out var fingerprintAt)
            || (fingerprintAt != Absent && !HasRightFingerprint(datagram, fingerprintAt)))
        {
            return false;
        }

        var end = integrityAt != Absent ? integrityAt : fingerprintAt != Absent ? fingerprintAt : datagram.Length;
        message = new StunMessage(datagram, messageClass, end, integrityAt);
        return true;
    }

    /// <summary>
    /// Whether its MESSAGE-INTEGRITY was made with this key (RFC 8489, section 14.5). The comparison takes the same time
    /// wherever they differ.
    /// </summary>
    /// <param name="key">The password, as bytes (section 9.1.1).</param>
    public bool IsAuthentic(ReadOnlySpan<byte> key)
    {
        if (!HasIntegrity)
        {
            return false;
        }

        // The length in the header is, for the sum, that of a message which ends with this attribute.
        Span<byte> covered = stackalloc byte[MaxSize];
        covered = covered[.._integrityAt];
        _datagram[.._integrityAt].CopyTo(covered);
        var length = _integrityAt - HeaderSize + StunAttributes.HeaderSize + StunAttributes.IntegrityLength;
        BinaryPrimitives.WriteUInt16BigEndian(covered[LengthAt..], (ushort)length);
        Span<byte> expected = stackalloc byte[StunAttributes.IntegrityLength];
        StunIntegrity.Compute(key, covered, expected);
        return CryptographicOperations.FixedTimeEquals(
            expected, _datagram.Slice(_integrityAt + StunAttributes.HeaderSize, StunAttributes.IntegrityLength));
    }

    /// <summary>The priority a candidate learnt from this check would have (RFC 8445, section 7.1.1).</summary>
    public bool TryGetPriority(out uint priority)
    {
        var isThere = Find(StunAttributeType.Priority, out var value);
        priority = isThere ? BinaryPrimitives.ReadUInt32BigEndian(value) : 0;
        return isThere;
    }

    /// <summary>Whether the sender says that it is controlled, and its tie-breaker (RFC 8445, section 7.1.3).</summary>
    public bool TryGetControlled(out ulong tieBreaker) => TryGetTieBreaker(StunAttributeType.IceControlled, out tieBreaker);

    /// <summary>Whether the sender says that it controls, and its tie-breaker (RFC 8445, section 7.1.3).</summary>
    public bool TryGetControlling(out ulong tieBreaker) => TryGetTieBreaker(StunAttributeType.IceControlling, out tieBreaker);

    /// <summary>The address from which the request came, as the answer tells it.</summary>
    public bool TryGetMappedAddress(out TransportAddress address)
    {
        address = default;
        return Find(StunAttributeType.XorMappedAddress, out var value)
            && XorMappedAddress.TryRead(value, Transaction, out address);
    }

    /// <summary>Why a request failed: 300 to 699, of which the known ones have names.</summary>
    public bool TryGetError(out StunError error)
    {
        error = StunError.None;
        if (!Find(StunAttributeType.ErrorCode, out var value))
        {
            return false;
        }

        var (hundreds, rest) = (value[2] & 7, value[3]);
        error = (StunError)((hundreds * 100) + rest);
        return hundreds is >= 3 and <= 6 && rest < 100;
    }

    /// <summary>
    /// Whether it has attributes that must be understood and are not (RFC 8489, section 6.3.1), and as many of their types as
    /// there is room for.
    /// </summary>
    public bool HasUnknown(Span<ushort> types, out int count)
    {
        count = 0;
        var found = false;
        for (var rest = Attributes; rest.Length > 0; rest = Next(rest))
        {
            var type = StunAttributes.TypeAt(rest);
            if (StunAttributes.MustBeUnderstood(type) && !StunAttributes.IsKnown(type))
            {
                found = true;
                if (count < types.Length)
                {
                    types[count++] = (ushort)type;
                }
            }
        }

        return found;
    }

    /// <summary>The attributes that the other side did not understand, as many as there is room for.</summary>
    /// <returns>How many.</returns>
    public int GetRefused(Span<ushort> types)
    {
        _ = Find(StunAttributeType.UnknownAttributes, out var value);
        var count = Math.Min(types.Length, value.Length / sizeof(ushort));
        for (var index = 0; index < count; index++)
        {
            types[index] = BinaryPrimitives.ReadUInt16BigEndian(value[(index * sizeof(ushort))..]);
        }

        return count;
    }

    private static bool TryReadClass(int type, out StunClass messageClass)
    {
        messageClass = (StunClass)(((type >> 4) & 1) | ((type >> 7) & 2));
        return (type & ~0x0110) == Binding;
    }

    private static bool TryReadAttributes(ReadOnlySpan<byte> datagram, out int integrityAt, out int fingerprintAt)
    {
        (integrityAt, fingerprintAt) = (Absent, Absent);
        var count = 0;
        for (var at = HeaderSize; at < datagram.Length;)
        {
            // FINGERPRINT is the last one (RFC 8489, section 14.7).
            var room = datagram.Length - at - StunAttributes.HeaderSize;
            if (room < 0 || fingerprintAt != Absent || ++count > MaxAttributes)
            {
                return false;
            }

            var (type, length) = (StunAttributes.TypeAt(datagram[at..]), StunAttributes.LengthAt(datagram[at..]));
            if (StunAttributes.Padded(length) > room)
            {
                return false;
            }

            if (integrityAt == Absent || type == StunAttributeType.Fingerprint)
            {
                if (!StunAttributes.Fits(type, length))
                {
                    return false;
                }

                integrityAt = type == StunAttributeType.MessageIntegrity ? at : integrityAt;
                fingerprintAt = type == StunAttributeType.Fingerprint ? at : fingerprintAt;
            }

            at += StunAttributes.HeaderSize + StunAttributes.Padded(length);
        }

        return true;
    }

    private static bool HasRightFingerprint(ReadOnlySpan<byte> datagram, int at) =>
        BinaryPrimitives.ReadUInt32BigEndian(datagram[(at + StunAttributes.HeaderSize)..]) == StunFingerprint.Of(datagram[..at]);

    private static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> attribute) =>
        attribute[(StunAttributes.HeaderSize + StunAttributes.Padded(StunAttributes.LengthAt(attribute)))..];

    private bool TryGetTieBreaker(StunAttributeType type, out ulong tieBreaker)
    {
        var isThere = Find(type, out var value);
        tieBreaker = isThere ? BinaryPrimitives.ReadUInt64BigEndian(value) : 0;
        return isThere;
    }

    private bool Find(StunAttributeType wanted, out ReadOnlySpan<byte> value)
    {
        for (var rest = Attributes; rest.Length > 0; rest = Next(rest))
        {
            if (StunAttributes.TypeAt(rest) == wanted)
            {
                value = rest.Slice(StunAttributes.HeaderSize, StunAttributes.LengthAt(rest));
                return true;
            }
        }

        value = default;
        return false;
    }
}
