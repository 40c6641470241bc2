using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;

namespace Actors.Grains.Formats;

/// <summary>
/// The tally of a stay in three bytes a day, from day 0 to the last day on which anything happened. Bits of a day, from the
/// lowest, 4 each: due, answered, late, missed, excused, health. Little endian.
/// </summary>
internal static class PackedTally
{
    private const int DayBytes = 3;
    private const int HealthShift = 20;
    private const int MaxBytes = (Domain.Limits.LastStayDay + 1) * DayBytes;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static StayTally Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % DayBytes != 0 || bytes.Length > MaxBytes)
        {
            throw new FormatException($"{bytes.Length} bytes are no tally of a stay.");
        }

        var days = new DayTally[bytes.Length / DayBytes];
        for (var day = 0; day < days.Length; day++)
        {
            days[day] = ReadDay(bytes[(day * DayBytes)..]);
        }

        return StayTally.Of(days);
    }

    /// <summary>Writes a tally and returns how many bytes it took.</summary>
    public static int Write(StayTally tally, Span<byte> destination)
    {
        var at = 0;
        foreach (var day in tally.Days)
        {
            WriteDay(day, destination.Slice(at, DayBytes));
            at += DayBytes;
        }

        return at;
    }

    private static DayTally ReadDay(ReadOnlySpan<byte> source)
    {
        var bits = source[0] | ((uint)source[1] << 8) | ((uint)source[2] << 16);
        var health = (HealthState)(bits >> HealthShift);
        return health <= HealthState.Excused
            ? new DayTally
            {
                Due = Count(bits, 0),
                Answered = Count(bits, 1),
                Late = Count(bits, 2),
                Missed = Count(bits, 3),
                Excused = Count(bits, 4),
                Health = health,
            }
            : throw new FormatException("Not the tally of a day.");
    }

    private static void WriteDay(DayTally day, Span<byte> destination)
    {
        var bits = Bits(day.Due, 0) | Bits(day.Answered, 1) | Bits(day.Late, 2) | Bits(day.Missed, 3) | Bits(day.Excused, 4)
            | ((uint)day.Health << HealthShift);
        destination[0] = (byte)(bits & 0xFF);
        destination[1] = (byte)((bits >> 8) & 0xFF);
        destination[2] = (byte)(bits >> 16);
    }

    private static byte Count(uint bits, int place) => (byte)((bits >> (place * 4)) & Domain.Limits.LastPromptIndex);

    private static uint Bits(byte count, int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Domain.Limits.LastPromptIndex);
        return (uint)count << (place * 4);
    }

    /// <summary>Base64 of the bytes.</summary>
    public sealed class Converter : JsonConverter<StayTally>
    {
        public override StayTally Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Base64.Read(ref reader, PackedTally.Read);

        public override void Write(Utf8JsonWriter writer, StayTally value, JsonSerializerOptions options)
        {
            Span<byte> bytes = stackalloc byte[MaxBytes];
            writer.WriteBase64StringValue(bytes[..PackedTally.Write(value, bytes)]);
        }
    }
}

/// <summary>
/// Receipts in 16 bytes each: 8 of the command, 4 of the second, 3 of the fingerprint, little endian, and one of the receipt. The
/// first version had up to six of 9 bytes each, without seconds, the second 13 bytes each, without a fingerprint.
/// </summary>
internal static class PackedReceipts
{
    private const int EntryBytes = sizeof(ulong) + sizeof(uint) + FingerprintBytes + 1;
    private const int FingerprintBytes = 3;
    private const int MaxBytes = Receipts.Capacity * EntryBytes;

    /// <summary>The sizes of an entry in former versions, without a fingerprint and without a time, and their numbers.</summary>
    private static readonly (int Bytes, int Max)[] Former = [(13, 5), (9, 6)];

    /// <summary>Reads what <see cref="Write"/> wrote, in this version or the first.</summary>
    /// <exception cref="FormatException">The bytes are something else.</exception>
    public static Receipts Read(ReadOnlySpan<byte> bytes)
    {
        // No length fits two versions.
        var length = bytes.Length;
        var entryBytes = length % EntryBytes == 0 && length <= MaxBytes ? EntryBytes
            : Former.FirstOrDefault(former => length % former.Bytes == 0 && length <= former.Bytes * former.Max).Bytes;
        if (entryBytes == 0)
        {
            throw new FormatException($"{length} bytes are no receipts: at most {Receipts.Capacity} of {EntryBytes}.");
        }

        var entries = new Receipts.Entry[Math.Min(length / entryBytes, Receipts.Capacity)];
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = bytes.Slice(length - ((entries.Length - index) * entryBytes), entryBytes);
            var (hasTime, hasPrint) = (entryBytes > 1 + sizeof(ulong), entryBytes == EntryBytes);
            entries[index] = new(
                new(BinaryPrimitives.ReadUInt64LittleEndian(entry)), (Receipt)entry[^1],
                hasTime ? BinaryPrimitives.ReadUInt32LittleEndian(entry[sizeof(ulong)..]) : 0,
                hasPrint ? BinaryPrimitives.ReadUInt32LittleEndian(entry[(sizeof(ulong) + sizeof(uint))..]) & 0xFF_FFFF : 0);
        }

        return Receipts.Of(ImmutableCollectionsMarshal.AsImmutableArray(entries));
    }

    /// <summary>Writes receipts and returns how many bytes they took.</summary>
    public static int Write(Receipts receipts, Span<byte> destination)
    {
        var at = 0;
        foreach (var kept in receipts.Entries)
        {
            var entry = destination.Slice(at, EntryBytes);
            BinaryPrimitives.WriteUInt64LittleEndian(entry, kept.Command.Value);
            BinaryPrimitives.WriteUInt32LittleEndian(entry[sizeof(ulong)..], kept.LatestSeconds);
            BinaryPrimitives.WriteUInt32LittleEndian(
                entry[(sizeof(ulong) + sizeof(uint))..], kept.Fingerprint | ((uint)kept.Receipt << (8 * FingerprintBytes)));
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
