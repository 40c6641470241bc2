using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Domain.Entrants;

/// <summary>Nine bytes each in base64: eight of the command, little endian, and one of the receipt.</summary>
public sealed class ReceiptsConverter : JsonConverter<Receipts>
{
    private const int EntryBytes = sizeof(ulong) + 1;
    private const int MostBytes = Receipts.Capacity * EntryBytes;

    /// <inheritdoc/>
    public override Receipts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = reader.GetBytesFromBase64();
        if (bytes.Length % EntryBytes != 0 || bytes.Length > MostBytes)
        {
            throw new JsonException($"Receipts are at most {Receipts.Capacity} of {EntryBytes} bytes, not {bytes.Length} bytes.");
        }

        var entries = new Receipts.Entry[bytes.Length / EntryBytes];
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = bytes.AsSpan(index * EntryBytes, EntryBytes);
            entries[index] = new(new(BinaryPrimitives.ReadUInt64LittleEndian(entry)), (Receipt)entry[^1]);
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
            entry[^1] = (byte)entries[index].Receipt;
        }

        writer.WriteBase64StringValue(bytes[..(entries.Length * EntryBytes)]);
    }
}
