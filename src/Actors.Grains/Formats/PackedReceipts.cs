using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants;

namespace Actors.Grains.Formats;

/// <summary>
/// Receipts in 13 bytes each: 8 of the command, 4 of the second, little endian, and one of the receipt. The first version kept no
/// seconds and had up to six of 9 bytes each; no length is both.
/// </summary>
internal static class PackedReceipts
{
    private const int EntryBytes = sizeof(ulong) + sizeof(uint) + 1;
    private const int MaxBytes = Receipts.Capacity * EntryBytes;
    private const int OldEntryBytes = sizeof(ulong) + 1;
    private const int OldMaxBytes = 6 * OldEntryBytes;

    /// <summary>Reads what <see cref="Write"/> wrote, in this version or the first.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static Receipts Read(ReadOnlySpan<byte> bytes)
    {
        var isOld = bytes.Length % OldEntryBytes == 0 && bytes.Length <= OldMaxBytes;
        if (!isOld && (bytes.Length % EntryBytes != 0 || bytes.Length > MaxBytes))
        {
            throw new FormatException($"{bytes.Length} bytes are no receipts: at most {Receipts.Capacity} of {EntryBytes}.");
        }

        var entryBytes = isOld ? OldEntryBytes : EntryBytes;
        var entries = new Receipts.Entry[Math.Min(bytes.Length / entryBytes, Receipts.Capacity)];
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = bytes.Slice(bytes.Length - ((entries.Length - index) * entryBytes), entryBytes);
            entries[index] = new(
                new(BinaryPrimitives.ReadUInt64LittleEndian(entry)), (Receipt)entry[^1],
                isOld ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(entry[sizeof(ulong)..]));
        }

        return Receipts.Of(ImmutableCollectionsMarshal.AsImmutableArray(entries));
    }

    /// <summary>Writes receipts and returns how many bytes they took.</summary>
    public static int Write(Receipts receipts, Span<byte> destination)
    {
        var at = 0;
        foreach (var (command, receipt, seconds) in receipts.Entries)
        {
            var entry = destination.Slice(at, EntryBytes);
            BinaryPrimitives.WriteUInt64LittleEndian(entry, command.Value);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[sizeof(ulong)..], seconds);
            entry[^1] = (byte)receipt;
            at += EntryBytes;
        }

        return at;
    }

    /// <summary>Base64 of the bytes.</summary>
    public sealed class Converter : JsonConverter<Receipts>
    {
        public override Receipts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Base64.Read(ref reader, PackedReceipts.Read);

        public override void Write(Utf8JsonWriter writer, Receipts value, JsonSerializerOptions options)
        {
            Span<byte> bytes = stackalloc byte[MaxBytes];
            writer.WriteBase64StringValue(bytes[..PackedReceipts.Write(value, bytes)]);
        }
    }
}
