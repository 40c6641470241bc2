using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Actors.WebRtc.Stun;

/// <summary>
/// An IP address and a port as a value that is compared and hashed without allocation. An IPv4 address from an IPv6
/// socket equals the one from an IPv4 socket. The default value is no address.
/// </summary>
public readonly record struct TransportAddress
{
    private const int IPv4Length = 4;
    private const int IPv6Length = 16;
    private const int PortAt = 2;
    private const int IPv4At = 4;
    private const int IPv6At = 8;
    private const int ScopeAt = 24;
    private const int IPv4SocketSize = 16;
    private const int IPv6SocketSize = 28;
    private const ulong MappedPrefix = 0xFFFF_0000_0000;

    private readonly ulong _high;
    private readonly ulong _low;
    private readonly uint _scope;

    private TransportAddress(AddressFamily family, ulong high, ulong low, uint scope, ushort port)
    {
        (Family, _high, _low, _scope, Port) = (family, high, low, scope, port);
    }

    /// <summary>
    /// <see cref="AddressFamily.InterNetwork"/>, <see cref="AddressFamily.InterNetworkV6"/>, or <see
    /// cref="AddressFamily.Unspecified"/> for the default value.
    /// </summary>
    public AddressFamily Family { get; }

    /// <summary>The port.</summary>
    public ushort Port { get; }

    /// <summary>Whether this is the default value.</summary>
    public bool IsEmpty => Family == AddressFamily.Unspecified;

    /// <summary>Bytes of the address without the port.</summary>
    internal int AddressLength => Family == AddressFamily.InterNetworkV6 ? IPv6Length : IPv4Length;

    /// <summary>Converts an end point.</summary>
    /// <exception cref="ArgumentException">The address is neither IPv4 nor IPv6.</exception>
    public static TransportAddress From(IPEndPoint endPoint)
    {
        Span<byte> bytes = stackalloc byte[IPv6Length];
        if (!endPoint.Address.TryWriteBytes(bytes, out var length))
        {
            throw new ArgumentException("The address is neither IPv4 nor IPv6.", nameof(endPoint));
        }

        var scope = length == IPv6Length ? unchecked((uint)endPoint.Address.ScopeId) : 0;
        return From(bytes[..length], unchecked((ushort)endPoint.Port), scope);
    }

    /// <summary>Reads the sender's address that a socket reports.</summary>
    /// <returns>Whether it is an IPv4 or IPv6 address.</returns>
    public static bool TryRead(SocketAddress source, out TransportAddress address)
    {
        ReadOnlySpan<byte> bytes = source.Buffer.Span[..source.Size];
        switch (source.Family)
        {
            case AddressFamily.InterNetwork when bytes.Length >= IPv4At + IPv4Length:
                address = From(bytes.Slice(IPv4At, IPv4Length), ReadPort(bytes), 0);
                return true;
            case AddressFamily.InterNetworkV6 when bytes.Length >= IPv6SocketSize:
                address = From(bytes.Slice(IPv6At, IPv6Length), ReadPort(bytes), BitConverter.ToUInt32(bytes[ScopeAt..]));
                return true;
            default:
                address = default;
                return false;
        }
    }

    /// <summary>
    /// Writes the address into the target of a send. Writes IPv4 as mapped IPv6 if the target is for IPv6.
    /// </summary>
    /// <returns>Whether the target can hold it.</returns>
    public bool TryWriteTo(SocketAddress target)
    {
        var bytes = target.Buffer.Span;
        switch (target.Family)
        {
            case AddressFamily.InterNetwork when Family == AddressFamily.InterNetwork && bytes.Length >= IPv4SocketSize:
                BinaryPrimitives.WriteUInt16BigEndian(bytes[PortAt..], Port);
                CopyAddressTo(bytes[IPv4At..]);
                bytes[(IPv4At + IPv4Length)..IPv4SocketSize].Clear();
                target.Size = IPv4SocketSize;
                return true;
            case AddressFamily.InterNetworkV6 when !IsEmpty && bytes.Length >= IPv6SocketSize:
                BinaryPrimitives.WriteUInt16BigEndian(bytes[PortAt..], Port);
                bytes[IPv4At..IPv6At].Clear();
                var isMapped = Family == AddressFamily.InterNetwork;
                BinaryPrimitives.WriteUInt64BigEndian(bytes[IPv6At..], _high);
                BinaryPrimitives.WriteUInt64BigEndian(bytes[(IPv6At + 8)..], isMapped ? MappedPrefix | _low : _low);
                _ = BitConverter.TryWriteBytes(bytes[ScopeAt..], _scope);
                target.Size = IPv6SocketSize;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Converts to an end point, which allocates.</summary>
    /// <exception cref="InvalidOperationException">This is the default value.</exception>
    public IPEndPoint ToEndPoint()
    {
        if (IsEmpty)
        {
            throw new InvalidOperationException("The default value is no address.");
        }

        Span<byte> bytes = stackalloc byte[AddressLength];
        CopyAddressTo(bytes);
        var address = Family == AddressFamily.InterNetworkV6 ? new IPAddress(bytes, _scope) : new IPAddress(bytes);
        return new IPEndPoint(address, Port);
    }

    /// <summary>Does not show the address, which is personal data.</summary>
    public override string ToString() => IsEmpty ? "no address" : AddressLength == IPv6Length ? "IPv6 address" : "IPv4 address";

    /// <summary>Converts the 4 or 16 bytes of an address.</summary>
    internal static TransportAddress From(ReadOnlySpan<byte> address, ushort port, uint scope = 0)
    {
        if (address.Length == IPv4Length)
        {
            return new(AddressFamily.InterNetwork, 0, BinaryPrimitives.ReadUInt32BigEndian(address), 0, port);
        }

        var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(address), BinaryPrimitives.ReadUInt64BigEndian(address[8..]));
        return high == 0 && (low & 0xFFFF_FFFF_0000_0000) == MappedPrefix
            ? new(AddressFamily.InterNetwork, 0, low & uint.MaxValue, 0, port)
            : new(AddressFamily.InterNetworkV6, high, low, scope, port);
    }

    /// <summary>Writes the bytes of the address: <see cref="AddressLength"/> of them.</summary>
    internal void CopyAddressTo(Span<byte> destination)
    {
        if (Family == AddressFamily.InterNetworkV6)
        {
            BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
            BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_low);
        }
    }

    private static ushort ReadPort(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes[PortAt..]);
}

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
