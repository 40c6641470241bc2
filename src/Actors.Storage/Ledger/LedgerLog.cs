using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Serialization;

namespace Actors.Storage.Ledger;

/// <summary>Reads events of the ledger; a row that is not what was written is reported and never given out.</summary>
public sealed class LedgerLog
{
    private const string Table = "ledger";
    private readonly ILedgerReader _reader;
    private readonly RecordSerializer _serializer;
    private readonly StorageHealth _health;
    private readonly StorageMetrics _metrics;

    internal LedgerLog(ILedgerReader reader, RecordSerializer serializer, StorageHealth health, StorageMetrics metrics)
    {
        _reader = reader;
        _serializer = serializer;
        _health = health;
        _metrics = metrics;
    }

    /// <summary>The next events in the order of the ledger. Fewer than the limit: there are no more for now.</summary>
    /// <exception cref="CorruptRecordException">One of them is not what was written.</exception>
    public async Task<IReadOnlyList<LedgerRecord>> ReadAsync(
        LedgerPosition after, int limit, CancellationToken cancellationToken = default) =>
        Decode(await _reader.ReadAsync(after, limit, cancellationToken));

    /// <summary>The events of one grain in the order of their sequence.</summary>
    /// <exception cref="CorruptRecordException">One of them is not what was written.</exception>
    public async Task<IReadOnlyList<LedgerRecord>> ReadGrainAsync(
        GrainId grainId, long afterSequence, int limit, CancellationToken cancellationToken = default) =>
        Decode(await _reader.ReadGrainAsync(
            grainId.Type.ToString(), grainId.Key.ToString(), afterSequence, limit, cancellationToken));

    /// <summary>The events of one grain below a sequence, the newest first.</summary>
    /// <exception cref="CorruptRecordException">One of them is not what was written.</exception>
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
