using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Storage.Health;

/// <summary>
/// Whether storage works, since when, and why not. Each part of storage reports under its own name. Storage is available
/// while no part reports a failure.
/// </summary>
public sealed class StorageHealth(TimeProvider time)
{
    private const string FenceSource = "fence";
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (DateTimeOffset Since, string Reason)> _failures = new(StringComparer.Ordinal);
    private readonly HashSet<CorruptRecord> _corrupt = [];
    private StorageStatus _status = new(StorageState.Available, time.GetUtcNow(), null);

    /// <summary>Raised after every change of <see cref="Status"/>, on the thread that reported it.</summary>
    public event EventHandler? Changed;

    /// <summary>The current status.</summary>
    public StorageStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status;
            }
        }
    }

    /// <summary>Rows found corrupt since the start, up to <see cref="Limits.RememberedCorruptRecords"/>.</summary>
    public IReadOnlyCollection<CorruptRecord> CorruptRecords
    {
        get
        {
            lock (_gate)
            {
                return [.. _corrupt];
            }
        }
    }

    /// <summary>Records that a part fails.</summary>
    internal void ReportFailure(string source, string reason) => Update(failures =>
    {
        var since = failures.TryGetValue(source, out var known) ? known.Since : time.GetUtcNow();
        failures[source] = (since, reason);
    });

    /// <summary>Records that a part works.</summary>
    internal void ReportSuccess(string source)
    {
        // Called for every commit, so the common case must cost no lock.
        if (Volatile.Read(ref _status).State != StorageState.Available)
        {
            Update(failures => failures.Remove(source));
        }
    }

    /// <summary>Records that another process has taken over.</summary>
    internal void ReportFencedOff() => ReportFailure(FenceSource, "Another process has taken over the database.");

    /// <summary>Records a corrupt row.</summary>
    internal void ReportCorrupt(CorruptRecord record)
    {
        lock (_gate)
        {
            if (_corrupt.Count < Limits.RememberedCorruptRecords)
            {
                _corrupt.Add(record);
            }
        }
    }

    private void Update(Action<Dictionary<string, (DateTimeOffset Since, string Reason)>> change)
    {
        lock (_gate)
        {
            var before = _status;
            change(_failures);
            _status = Judge(before);
            if (_status == before)
            {
                return;
            }
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    private StorageStatus Judge(StorageStatus before)
    {
        if (_failures.TryGetValue(FenceSource, out var fence))
        {
            return new StorageStatus(StorageState.FencedOff, fence.Since, fence.Reason);
        }

        if (_failures.Count == 0)
        {
            return before.State == StorageState.Available
                ? before
                : new StorageStatus(StorageState.Available, time.GetUtcNow(), null);
        }

        var (since, reason) = _failures.Values.MinBy(failure => failure.Since);
        return new StorageStatus(StorageState.Unavailable, since, reason);
    }
}

/// <summary>Whether storage works.</summary>
public enum StorageState
{
    /// <summary>Storage commits.</summary>
    Available,

    /// <summary>Storage does not commit and keeps trying.</summary>
    Unavailable,

    /// <summary>Another process has taken over; this one does not write again.</summary>
    FencedOff,
}

/// <summary>The status that the readiness check reports.</summary>
/// <param name="State">Whether storage works.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">The problem, for operators; <c>null</c> if available.</param>
public sealed record StorageStatus(StorageState State, DateTimeOffset Since, string? Reason);

/// <summary>The readiness check: unhealthy while storage does not commit, degraded while corrupt rows are known.</summary>
internal sealed class StorageHealthCheck(StorageHealth health) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = health.Status;
        if (status.State != StorageState.Available)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy($"{status.State} since {status.Since:u}: {status.Reason}"));
        }

        var corrupt = health.CorruptRecords.Count;
        return Task.FromResult(corrupt == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"{corrupt} rows are corrupt and not served."));
    }
}

/// <summary>Identifies a corrupt row without naming a person.</summary>
/// <param name="Table">The name of the table.</param>
/// <param name="GrainType">The grain type.</param>
/// <param name="KeyHash">
/// The first 16 hexadecimal digits of the SHA-256 of the grain key: enough to find the row in the database.
/// </param>
public sealed record CorruptRecord(string Table, string GrainType, string KeyHash)
{
    /// <summary>Identifies the row of a grain key.</summary>
    internal static CorruptRecord Of(string table, string grainType, string grainKey) =>
        new(table, grainType, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grainKey)).AsSpan(0, 8)));
}

/// <summary>
/// The checksum of a stored row does not match. The row is not served; restore it from a backup or the ledger.
/// </summary>
public sealed class CorruptRecordException(CorruptRecord record, Exception? innerException = null)
    : OrleansException(
        $"A row of {record.Table} is corrupt: grain type {record.GrainType}, key hash {record.KeyHash}.", innerException!)
{
    /// <summary>The corrupt row.</summary>
    public CorruptRecord Record { get; } = record;
}

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
