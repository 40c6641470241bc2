using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Actors.WebRtc.Stun;

/// <summary>The class of a message (RFC 8489, section 5).</summary>
public enum StunClass
{
    /// <summary>Expects a response.</summary>
    Request = 0,

    /// <summary>Expects no response.</summary>
    Indication = 1,

    /// <summary>The response to a request that succeeded.</summary>
    Success = 2,

    /// <summary>The response to a request that failed.</summary>
    Error = 3,
}

/// <summary>Error codes of responses (RFC 8489, section 14.8; RFC 8445, section 7.3.1.1).</summary>
public enum StunError
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>A required attribute is missing.</summary>
    BadRequest = 400,

    /// <summary>The user name is unknown, or MESSAGE-INTEGRITY does not match its password.</summary>
    Unauthenticated = 401,

    /// <summary>The receiver does not know an attribute that it must understand.</summary>
    UnknownAttribute = 420,

    /// <summary>Both sides claim the same role.</summary>
    RoleConflict = 487,
}

/// <summary>The 96 random bits that tie a response to its request (RFC 8489, section 5).</summary>
/// <param name="High">The first 64 bits.</param>
/// <param name="Low">The other 32.</param>
public readonly record struct StunTransactionId(ulong High, uint Low)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = 12;

    /// <summary>Draws a new transaction id.</summary>
    public static StunTransactionId Create(RandomNumberGenerator random)
    {
        Span<byte> bytes = stackalloc byte[Size];
        random.GetBytes(bytes);
        return Read(bytes);
    }

    /// <summary>Reads a transaction id from the first <see cref="Size"/> bytes.</summary>
    public static StunTransactionId Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt32BigEndian(source[8..]));

    /// <summary>Writes the transaction id to the first <see cref="Size"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Low);
    }
}

/// <summary>
/// A Binding message as it lies in a datagram (RFC 8489, section 5). Reading copies nothing and never throws. A message
/// that was read is well-formed, and its FINGERPRINT is right if it has one; <see cref="IsAuthentic"/> tells whether
/// the sender knows the password.
/// </summary>
/// <remarks>
/// Ignores attributes after MESSAGE-INTEGRITY except FINGERPRINT (section 14.5). The first of repeated attributes
/// counts (section 14). Does not support long-term credentials and SHA-256, which ICE does not use.
/// </remarks>
public readonly ref struct StunMessage
{
    /// <summary>Bytes before the first attribute.</summary>
    public const int HeaderSize = 20;

    /// <summary>The longest message that is read, in bytes.</summary>
    public const int MaxSize = 1500;

    /// <summary>The largest number of attributes that is read.</summary>
    public const int MaxAttributes = 32;

    /// <summary>The magic cookie, the second word of every message.</summary>
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

    /// <summary>Request, indication or response.</summary>
    public StunClass Class { get; }

    /// <summary>The transaction.</summary>
    public StunTransactionId Transaction { get; }

    /// <summary>Bytes of the whole message.</summary>
    public int Size => _datagram.Length;

    /// <summary>Whether the message has MESSAGE-INTEGRITY, right or wrong.</summary>
    public bool HasIntegrity => _integrityAt != Absent;

    /// <summary>The receiver's user name fragment, a colon, the sender's; empty if absent.</summary>
    public ReadOnlySpan<byte> Username => Find(StunAttributeType.Username, out var value) ? value : default;

    /// <summary>The name of the sender's software; empty if absent.</summary>
    public ReadOnlySpan<byte> Software => Find(StunAttributeType.Software, out var value) ? value : default;

    /// <summary>Whether the sender nominates the pair (RFC 8445, section 7.1.2).</summary>
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

    /// <summary>Whether MESSAGE-INTEGRITY matches a key (RFC 8489, section 14.5). Compares in constant time.</summary>
    /// <param name="key">The password, as bytes (section 9.1.1).</param>
    public bool IsAuthentic(ReadOnlySpan<byte> key)
    {
        if (!HasIntegrity)
        {
            return false;
        }

        // The sum covers a header whose length ends with this attribute (section 14.5).
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

    /// <summary>Reads the priority that a candidate learnt from this check gets (RFC 8445, section 7.1.1).</summary>
    public bool TryGetPriority(out uint priority)
    {
        var isThere = Find(StunAttributeType.Priority, out var value);
        priority = isThere ? BinaryPrimitives.ReadUInt32BigEndian(value) : 0;
        return isThere;
    }

    /// <summary>Reads the tie-breaker of a controlled sender (RFC 8445, section 7.1.3).</summary>
    public bool TryGetControlled(out ulong tieBreaker) => TryGetTieBreaker(StunAttributeType.IceControlled, out tieBreaker);

    /// <summary>Reads the tie-breaker of a controlling sender (RFC 8445, section 7.1.3).</summary>
    public bool TryGetControlling(out ulong tieBreaker) => TryGetTieBreaker(StunAttributeType.IceControlling, out tieBreaker);

    /// <summary>Reads XOR-MAPPED-ADDRESS: the requester's address as the responder saw it.</summary>
    public bool TryGetMappedAddress(out TransportAddress address)
    {
        address = default;
        return Find(StunAttributeType.XorMappedAddress, out var value)
            && XorMappedAddress.TryRead(value, Transaction, out address);
    }

    /// <summary>Reads ERROR-CODE, 300 to 699.</summary>
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
    /// Whether the message has unknown attributes that the receiver must understand (RFC 8489, section 6.3.1). Writes
    /// as many of their types as fit.
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

    /// <summary>Reads UNKNOWN-ATTRIBUTES of an error response, as many types as fit.</summary>
    /// <returns>The number of types read.</returns>
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
            // FINGERPRINT is the last attribute (RFC 8489, section 14.7).
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
