using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Entrants;

/// <summary>
/// Thirteen bytes each in base64: eight of the command, four of the moment, little endian, and one of the receipt. Before
/// moments were kept it was up to six times nine; no length is both.
/// </summary>
public sealed class ReceiptsConverter : JsonConverter<Receipts>
{
    private const int EntryBytes = sizeof(ulong) + sizeof(uint) + 1;
    private const int MostBytes = Receipts.Capacity * EntryBytes;
    private const int OldEntryBytes = sizeof(ulong) + 1;
    private const int OldMostBytes = 6 * OldEntryBytes;

    /// <inheritdoc/>
    public override Receipts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = reader.GetBytesFromBase64();
        var isOld = bytes.Length % OldEntryBytes == 0 && bytes.Length <= OldMostBytes;
        if (!isOld && (bytes.Length % EntryBytes != 0 || bytes.Length > MostBytes))
        {
            throw new JsonException($"Receipts are at most {Receipts.Capacity} of {EntryBytes} bytes, not {bytes.Length} bytes.");
        }

        var entryBytes = isOld ? OldEntryBytes : EntryBytes;
        var entries = new Receipts.Entry[Math.Min(bytes.Length / entryBytes, Receipts.Capacity)];
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = bytes.AsSpan(bytes.Length - (entries.Length - index) * entryBytes, entryBytes);
            entries[index] = new(
                new(BinaryPrimitives.ReadUInt64LittleEndian(entry)), (Receipt)entry[^1],
                isOld ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(entry[sizeof(ulong)..]));
        }

        return Receipts.Of(entries);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Receipts value, JsonSerializerOptions options)
    {
        Span<byte> bytes = stackalloc byte[MostBytes];
        var entries = value.Entries;
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = bytes.Slice(index * EntryBytes, EntryBytes);
            BinaryPrimitives.WriteUInt64LittleEndian(entry, entries[index].Command.Value);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[sizeof(ulong)..], entries[index].LatestSeconds);
            entry[^1] = (byte)entries[index].Receipt;
        }

        writer.WriteBase64StringValue(bytes[..(entries.Length * EntryBytes)]);
    }
}
