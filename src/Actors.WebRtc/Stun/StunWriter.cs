using System.Buffers.Binary;

namespace Actors.WebRtc.Stun;

/// <summary>
/// Writes a Binding message into the caller's buffer, attribute by attribute (RFC 8489, section 5). If something does
/// not fit, <see cref="Length"/> is 0. <see cref="Enough"/> bytes hold every message that this library sends.
/// </summary>
/// <remarks>Write MESSAGE-INTEGRITY last but one and FINGERPRINT last: both cover the bytes before them.</remarks>
public ref struct StunWriter
{
    /// <summary>Bytes that hold every message that this library sends.</summary>
    public const int Enough = 768;

    private const int Binding = 0x0001;
    private readonly Span<byte> _buffer;
    private readonly StunTransactionId _transaction;
    private int _length;
    private bool _isTooLong;

    /// <summary>Starts a message at the start of a buffer.</summary>
    public StunWriter(Span<byte> buffer, StunClass messageClass, StunTransactionId transaction)
    {
        _buffer = buffer;
        _transaction = transaction;
        _isTooLong = buffer.Length < StunMessage.HeaderSize;
        if (!_isTooLong)
        {
            var bits = (int)messageClass;
            BinaryPrimitives.WriteUInt16BigEndian(buffer, (ushort)(Binding | ((bits & 1) << 4) | ((bits & 2) << 7)));
            BinaryPrimitives.WriteUInt32BigEndian(buffer[4..], StunMessage.MagicCookie);
            transaction.WriteTo(buffer[8..]);
            _length = StunMessage.HeaderSize;
            WriteLength(0);
        }
    }

    /// <summary>Bytes written so far; 0 if something did not fit.</summary>
    public readonly int Length => _isTooLong ? 0 : _length;

    /// <summary>Writes USERNAME: receiver, colon, sender (RFC 8445, section 7.2.2).</summary>
    public void Username(scoped ReadOnlySpan<byte> receiver, scoped ReadOnlySpan<byte> sender)
    {
        if (TryReserve(StunAttributeType.Username, receiver.Length + 1 + sender.Length, out var value))
        {
            receiver.CopyTo(value);
            value[receiver.Length] = (byte)':';
            sender.CopyTo(value[(receiver.Length + 1)..]);
        }
    }

    /// <summary>Writes SOFTWARE.</summary>
    public void Software(scoped ReadOnlySpan<byte> name)
    {
        if (TryReserve(StunAttributeType.Software, name.Length, out var value))
        {
            name.CopyTo(value);
        }
    }

    /// <summary>Writes PRIORITY (RFC 8445, section 7.1.1).</summary>
    public void Priority(uint priority)
    {
        if (TryReserve(StunAttributeType.Priority, sizeof(uint), out var value))
        {
            BinaryPrimitives.WriteUInt32BigEndian(value, priority);
        }
    }

    /// <summary>Writes USE-CANDIDATE, which nominates the pair (RFC 8445, section 7.1.2).</summary>
    public void UseCandidate() => _ = TryReserve(StunAttributeType.UseCandidate, 0, out _);

    /// <summary>Writes ICE-CONTROLLING (RFC 8445, section 7.1.3).</summary>
    public void Controlling(ulong tieBreaker) => TieBreaker(StunAttributeType.IceControlling, tieBreaker);

    /// <summary>Writes ICE-CONTROLLED (RFC 8445, section 7.1.3).</summary>
    public void Controlled(ulong tieBreaker) => TieBreaker(StunAttributeType.IceControlled, tieBreaker);

    /// <summary>Writes XOR-MAPPED-ADDRESS: where the request came from.</summary>
    public void MappedAddress(TransportAddress address)
    {
        if (TryReserve(StunAttributeType.XorMappedAddress, XorMappedAddress.Length(address), out var value))
        {
            XorMappedAddress.Write(value, address, _transaction);
        }
    }

    /// <summary>Writes ERROR-CODE without a reason phrase.</summary>
    public void Error(StunError error)
    {
        if (TryReserve(StunAttributeType.ErrorCode, 4, out var value))
        {
            value.Clear();
            value[2] = (byte)((int)error / 100);
            value[3] = (byte)((int)error % 100);
        }
    }

    /// <summary>Writes UNKNOWN-ATTRIBUTES.</summary>
    public void UnknownAttributes(scoped ReadOnlySpan<ushort> types)
    {
        if (TryReserve(StunAttributeType.UnknownAttributes, types.Length * sizeof(ushort), out var value))
        {
            for (var index = 0; index < types.Length; index++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(value[(index * sizeof(ushort))..], types[index]);
            }
        }
    }

    /// <summary>Writes MESSAGE-INTEGRITY.</summary>
    /// <param name="key">The password, as bytes.</param>
    public void Integrity(scoped ReadOnlySpan<byte> key)
    {
        var covered = _length;
        if (TryReserve(StunAttributeType.MessageIntegrity, StunAttributes.IntegrityLength, out var value))
        {
            StunIntegrity.Compute(key, _buffer[..covered], value);
        }
    }

    /// <summary>Writes FINGERPRINT.</summary>
    public void Fingerprint()
    {
        var covered = _length;
        if (TryReserve(StunAttributeType.Fingerprint, StunAttributes.FingerprintLength, out var value))
        {
            BinaryPrimitives.WriteUInt32BigEndian(value, StunFingerprint.Of(_buffer[..covered]));
        }
    }

    private void TieBreaker(StunAttributeType type, ulong tieBreaker)
    {
        if (TryReserve(type, sizeof(ulong), out var value))
        {
            BinaryPrimitives.WriteUInt64BigEndian(value, tieBreaker);
        }
    }

    /// <summary>Writes the header and padding of an attribute and the new length of the message.</summary>
    private bool TryReserve(StunAttributeType type, int length, out Span<byte> value)
    {
        value = default;
        var size = StunAttributes.HeaderSize + StunAttributes.Padded(length);
        if (_isTooLong || size > _buffer.Length - _length || _length + size > StunMessage.MaxSize)
        {
            _isTooLong = true;
            return false;
        }

        var attribute = _buffer.Slice(_length, size);
        BinaryPrimitives.WriteUInt16BigEndian(attribute, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(attribute[2..], (ushort)length);
        attribute[(StunAttributes.HeaderSize + length)..].Clear();
        value = attribute.Slice(StunAttributes.HeaderSize, length);
        _length += size;
        WriteLength(_length - StunMessage.HeaderSize);
        return true;
    }

    private readonly void WriteLength(int length) => BinaryPrimitives.WriteUInt16BigEndian(_buffer[2..], (ushort)length);
}
