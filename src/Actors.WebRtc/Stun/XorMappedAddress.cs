using System.Buffers.Binary;

namespace Actors.WebRtc.Stun;

/// <summary>
/// The value of XOR-MAPPED-ADDRESS (RFC 8489, section 14.2): family, port and address, XORed with the magic cookie and
/// the transaction so that routers do not rewrite it.
/// </summary>
internal static class XorMappedAddress
{
    private const byte IPv4 = 1;
    private const byte IPv6 = 2;
    private const int AddressAt = 4;

    /// <summary>Bytes of the value for an address.</summary>
    public static int Length(TransportAddress address) => AddressAt + address.AddressLength;

    /// <summary>Whether a value may have this length.</summary>
    public static bool IsLength(int length) => length is AddressAt + 4 or AddressAt + 16;

    /// <summary>Reads a value.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, StunTransactionId transaction, out TransportAddress address)
    {
        address = default;
        if (!IsLength(value.Length) || value[1] != (value.Length == AddressAt + 4 ? IPv4 : IPv6))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[value.Length - AddressAt];
        value[AddressAt..].CopyTo(bytes);
        Xor(bytes, transaction);
        var port = BinaryPrimitives.ReadUInt16BigEndian(value[2..]) ^ (StunMessage.MagicCookie >> 16);
        address = TransportAddress.From(bytes, (ushort)port);
        return true;
    }

    /// <summary>Writes a value to <see cref="Length"/> bytes.</summary>
    public static void Write(Span<byte> value, TransportAddress address, StunTransactionId transaction)
    {
        var bytes = value[AddressAt..];
        value[0] = 0;
        value[1] = bytes.Length == 4 ? IPv4 : IPv6;
        BinaryPrimitives.WriteUInt16BigEndian(value[2..], (ushort)(address.Port ^ (StunMessage.MagicCookie >> 16)));
        address.CopyAddressTo(bytes);
        Xor(bytes, transaction);
    }

    private static void Xor(Span<byte> address, StunTransactionId transaction)
    {
        Span<byte> mask = stackalloc byte[4 + StunTransactionId.Size];
        BinaryPrimitives.WriteUInt32BigEndian(mask, StunMessage.MagicCookie);
        transaction.WriteTo(mask[4..]);
        for (var index = 0; index < address.Length; index++)
        {
            address[index] ^= mask[index];
        }
    }
}
