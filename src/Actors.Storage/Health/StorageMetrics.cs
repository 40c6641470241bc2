using System.Diagnostics.Metrics;

namespace Actors.Storage.Health;

/// <summary>The meter <c>Actors.Storage</c>.</summary>
public sealed class StorageMetrics : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Actors.Storage";

    private readonly Meter _meter;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _corrupt;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _latency;
    private readonly UpDownCounter<int> _queued;

    /// <summary>Uses a meter of the factory, or a new meter if there is no factory.</summary>
    public StorageMetrics(IMeterFactory? factory = null)
    {
        _meter = factory?.Create(MeterName) ?? new Meter(MeterName);
        _commits = _meter.CreateCounter<long>("actors.storage.commits", "{commit}", "Transactions of the group commit.");
        _changes = _meter.CreateCounter<long>("actors.storage.changes", "{row}", "State rows written or cleared.");
        _conflicts = _meter.CreateCounter<long>("actors.storage.conflicts", "{row}", "Writes rejected by their version.");
        _failures = _meter.CreateCounter<long>("actors.storage.failures", "{attempt}", "Attempts to commit that failed.");
        _corrupt = _meter.CreateCounter<long>("actors.storage.corrupt", "{row}", "Rows read whose checksum did not match.");
        _batchSize = _meter.CreateHistogram<int>("actors.storage.batch", "{row}", "Rows per transaction.");
        _latency = _meter.CreateHistogram<double>("actors.storage.commit.duration", "ms", "Time of a transaction.");
        _queued = _meter.CreateUpDownCounter<int>("actors.storage.queued", "{row}", "Writes waiting for a transaction.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void Queued(int change) => _queued.Add(change);

    internal void Committed(int rows, int conflicts, TimeSpan duration)
    {
        _commits.Add(1);
        _changes.Add(rows - conflicts);
        _batchSize.Record(rows);
        _latency.Record(duration.TotalMilliseconds);
        if (conflicts > 0)
        {
            _conflicts.Add(conflicts);
        }
    }

    internal void Failed() => _failures.Add(1);

    internal void Corrupt(string table) => _corrupt.Add(1, new KeyValuePair<string, object?>("table", table));
}
