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
