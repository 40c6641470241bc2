using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Serialization;

namespace Actors.Storage.Ledger;

/// <summary>Reads events of the ledger. Reports a row whose checksum does not match and does not return it.</summary>
public sealed class LedgerLog
{
    private const string Table = "ledger";
    private readonly LedgerReader _reader;
    private readonly RecordSerializer _serializer;
    private readonly StorageHealth _health;
    private readonly StorageMetrics _metrics;

    internal LedgerLog(LedgerReader reader, RecordSerializer serializer, StorageHealth health, StorageMetrics metrics)
    {
        _reader = reader;
        _serializer = serializer;
        _health = health;
        _metrics = metrics;
    }

    /// <summary>Reads the next events in ledger order. Returns fewer than the limit if there are no more now.</summary>
    /// <exception cref="CorruptRecordException">The checksum of a row does not match.</exception>
    public async Task<IReadOnlyList<LedgerRecord>> ReadAsync(
        LedgerPosition after, int limit, CancellationToken cancellationToken = default) =>
        Decode(await _reader.ReadAsync(after, limit, cancellationToken));

    /// <summary>Reads the events of one grain by sequence.</summary>
    /// <exception cref="CorruptRecordException">The checksum of a row does not match.</exception>
    public async Task<IReadOnlyList<LedgerRecord>> ReadGrainAsync(
        GrainId grainId, long afterSequence, int limit, CancellationToken cancellationToken = default) =>
        Decode(await _reader.ReadGrainAsync(
            grainId.Type.ToString(), grainId.Key.ToString(), afterSequence, limit, cancellationToken));

    /// <summary>Reads the events of one grain below a sequence, newest first.</summary>
    /// <exception cref="CorruptRecordException">The checksum of a row does not match.</exception>
    public async Task<IReadOnlyList<LedgerRecord>> ReadGrainBackAsync(
        GrainId grainId, long beforeSequence, int limit, CancellationToken cancellationToken = default) =>
        Decode(await _reader.ReadGrainBackAsync(
            grainId.Type.ToString(), grainId.Key.ToString(), beforeSequence, limit, cancellationToken));

    internal IReadOnlyList<LedgerRecord> Decode(IReadOnlyList<LedgerRow> rows)
    {
        var records = new LedgerRecord[rows.Count];
        for (var i = 0; i < records.Length; i++)
        {
            records[i] = Decode(rows[i]);
        }

        return records;
    }

    private LedgerRecord Decode(LedgerRow row)
    {
        if (!row.IsIntact)
        {
            var record = CorruptRecord.Of(Table, row.GrainType, row.GrainKey);
            _metrics.Corrupt(Table);
            _health.ReportCorrupt(record);
            throw new CorruptRecordException(record);
        }

        var entry = new LedgerEvent(row.Sequence, UnixMicroseconds.ToMoment(row.At), _serializer.Deserialize(row.Payload));
        return new LedgerRecord(row.Position, row.GrainType, row.GrainKey, entry);
    }
}

/// <summary>A stored row of the ledger.</summary>
internal sealed record LedgerRow(
    LedgerPosition Position,
    string GrainType,
    string GrainKey,
    long Sequence,
    long At,
    string Kind,
    byte[] Payload,
    uint Checksum)
{
    /// <summary>Whether the checksum matches.</summary>
    public bool IsIntact => Checksum == LedgerAppend.ChecksumOf(GrainType, GrainKey, Sequence, At, Kind, Payload);
}

/// <summary>An encoded event to append to the ledger.</summary>
/// <param name="Sequence">The number among the events of the grain.</param>
/// <param name="At">When it happened, in microseconds since 1970-01-01 UTC.</param>
/// <param name="Kind">The alias of the event type.</param>
/// <param name="Payload">The encoded event.</param>
/// <param name="Checksum">The checksum of the grain and all of the above.</param>
internal readonly record struct LedgerAppend(long Sequence, long At, string Kind, byte[] Payload, uint Checksum)
{
    /// <summary>Computes the checksum of a row.</summary>
    public static uint ChecksumOf(
        string grainType, string grainKey, long sequence, long at, string kind, ReadOnlySpan<byte> payload)
    {
        var checksum = new RecordChecksum();
        checksum.Add(grainType);
        checksum.Add(grainKey);
        checksum.Add(sequence);
        checksum.Add(at);
        checksum.Add(kind);
        checksum.Add(payload);
        return checksum.Value;
    }
}

/// <summary>An event with its position in the ledger.</summary>
/// <param name="Position">The position among all events.</param>
/// <param name="GrainType">The grain type.</param>
/// <param name="GrainKey">The grain key.</param>
/// <param name="Event">The event.</param>
public sealed record LedgerRecord(LedgerPosition Position, string GrainType, string GrainKey, LedgerEvent Event);

/// <summary>
/// A position in the ledger. A reader that has read up to a position misses nothing that is committed later: PostgreSQL
/// orders positions by transaction first (see the first migration). SQLite has one writer, and the transaction is 0.
/// </summary>
/// <param name="Transaction">The number of the transaction.</param>
/// <param name="Number">The number of the row.</param>
public readonly record struct LedgerPosition(long Transaction, long Number) : IComparable<LedgerPosition>
{
    /// <summary>The position before the first row.</summary>
    public static LedgerPosition Start => default;

    public static bool operator <(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) < 0;

    public static bool operator <=(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) > 0;

    public static bool operator >=(LedgerPosition left, LedgerPosition right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(LedgerPosition other) =>
        Transaction != other.Transaction ? Transaction.CompareTo(other.Transaction) : Number.CompareTo(other.Number);
}
