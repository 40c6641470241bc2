using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Actors.WebRtc.Stun;

/// <summary>The 96 random bits that tie an answer to its request (RFC 8489, section 5).</summary>
/// <param name="High">The first 64 bits.</param>
/// <param name="Low">The other 32.</param>
public readonly record struct StunTransactionId(ulong High, uint Low)
{
    /// <summary>Bytes on the wire.</summary>
    public const int Size = 12;

    /// <summary>A new one.</summary>
    public static StunTransactionId Create(RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Span<byte> bytes = stackalloc byte[Size];
        random.GetBytes(bytes);
        return Read(bytes);
    }

    /// <summary>Reads one from the first <see cref="Size"/> bytes.</summary>
    public static StunTransactionId Read(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(source), BinaryPrimitives.ReadUInt32BigEndian(source[8..]));

    /// <summary>Writes it to the first <see cref="Size"/> bytes.</summary>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Low);
    }
}
