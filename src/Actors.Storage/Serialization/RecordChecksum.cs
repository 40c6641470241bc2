using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Actors.Storage.Serialization;

/// <summary>
/// CRC-32C (Castagnoli, RFC 3720 appendix B.4) of everything in a row that carries meaning. It finds flipped bits, and
/// payloads stored under a wrong key or version.
/// </summary>
internal struct RecordChecksum
{
    private uint _crc = uint.MaxValue;

    public RecordChecksum()
    {
    }

    /// <summary>The checksum of everything added.</summary>
    public readonly uint Value => ~_crc;

    /// <summary>Adds a number.</summary>
    public void Add(long value) => _crc = BitOperations.Crc32C(_crc, unchecked((ulong)value));

    /// <summary>Adds a text and its length, so that "ab", "c" differs from "a", "bc".</summary>
    public void Add(string text)
    {
        Add(text.Length);
        Add(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        _crc = crc;
    }
}
