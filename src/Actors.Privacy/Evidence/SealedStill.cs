using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Calls;
using Actors.Domain.Protection;
using Actors.Storage.Databases;

namespace Actors.Privacy.Evidence;

/// <summary>
/// The sealed content of a still: a hash of its row, then the picture. The seal binds both to the record.
/// </summary>
internal static class SealedStill
{
    private const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>Seals a still.</summary>
    public static Sealed Seal(IRecordKey key, CallStillOwner owner, CallStill still)
    {
        var content = new byte[HashLength + still.Picture.Length];
        HashOfRow(owner, still.Number, still.TakenAt, content);
        still.Picture.Span.CopyTo(content.AsSpan(HashLength));
        var value = key.Seal(content, SealPurpose.Evidence);
        CryptographicOperations.ZeroMemory(content);
        return value;
    }

    /// <summary>Reads a still from an opened row.</summary>
    /// <exception cref="SealBrokenException">The content belongs to another row.</exception>
    public static CallStill Read(StoredCallStill row, byte[] content)
    {
        Span<byte> hash = stackalloc byte[HashLength];
        HashOfRow(row.Owner, row.Number, row.TakenAt, hash);
        return content.AsSpan().StartsWith(hash)
            ? new(row.Number, row.TakenAt, content.AsMemory(HashLength))
            : throw new SealBrokenException(row.Owner.Record, SealPurpose.Evidence);
    }

    /// <summary>All fields but the call id have a fixed length, so two rows never have the same bytes.</summary>
    private static void HashOfRow(CallStillOwner owner, int number, DateTimeOffset takenAt, Span<byte> hash)
    {
        var call = Encoding.ASCII.GetByteCount(owner.Call);
        var row = new byte[RecordId.ByteCount + sizeof(int) + sizeof(long) + call];
        owner.Person.Record.WriteTo(row);
        var rest = row.AsSpan(RecordId.ByteCount);
        BinaryPrimitives.WriteInt32BigEndian(rest, number);
        BinaryPrimitives.WriteInt64BigEndian(rest[sizeof(int)..], UnixMicroseconds.From(takenAt));
        Encoding.ASCII.GetBytes(owner.Call, rest[(sizeof(int) + sizeof(long))..]);
        SHA256.HashData(row, hash);
    }
}
