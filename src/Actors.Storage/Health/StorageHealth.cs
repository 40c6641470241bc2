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
    private readonly SortedDictionary<string, string> _alarms = new(StringComparer.Ordinal);
    private volatile bool _hasCorrupt;
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

    /// <summary>Raised when a corrupt row is found that was not known, on the thread that read it.</summary>
    public event EventHandler<CorruptRecord>? CorruptFound;

    /// <summary>What an operator must look at although storage works, in words.</summary>
    public IReadOnlyCollection<string> Alarms
    {
        get
        {
            lock (_gate)
            {
                return [.. _alarms.Values];
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

    /// <summary>Raises an alarm, or changes its words.</summary>
    public void Raise(string name, string reason)
    {
        lock (_gate)
        {
            _alarms[name] = reason;
        }
    }

    /// <summary>Takes an alarm back.</summary>
    public void Clear(string name)
    {
        lock (_gate)
        {
            _alarms.Remove(name);
        }
    }

    /// <summary>Records that a part fails.</summary>
    /// <returns>Whether that is news: it worked before, or failed for another reason.</returns>
    internal bool ReportFailure(string source, string reason)
    {
        var isNews = false;
        Update(failures =>
        {
            var isKnown = failures.TryGetValue(source, out var known);
            isNews = !isKnown || known.Reason != reason;
            failures[source] = (isKnown ? known.Since : time.GetUtcNow(), reason);
        });
        return isNews;
    }

    /// <summary>Records that a part works.</summary>
    /// <returns>Whether it failed before.</returns>
    internal bool ReportSuccess(string source)
    {
        // Called for every commit, so the common case must cost no lock.
        var failed = false;
        if (Volatile.Read(ref _status).State != StorageState.Available)
        {
            Update(failures => failed = failures.Remove(source));
        }

        return failed;
    }

    /// <summary>Records that this process may never write again.</summary>
    internal void ReportFencedOff(string reason) => ReportFailure(FenceSource, reason);

    /// <summary>Records a corrupt row.</summary>
    internal void ReportCorrupt(CorruptRecord record)
    {
        lock (_gate)
        {
            if (_corrupt.Count >= Limits.RememberedCorruptRecords || !_corrupt.Add(record))
            {
                return;
            }

            _hasCorrupt = true;
        }

        CorruptFound?.Invoke(this, record);
    }

    /// <summary>Records that a row was read and is intact. It may have been rebuilt.</summary>
    internal void ReportIntact(string table, string grainType, string grainKey)
    {
        if (_hasCorrupt)
        {
            lock (_gate)
            {
                _corrupt.Remove(CorruptRecord.Of(table, grainType, grainKey));
                _hasCorrupt = _corrupt.Count > 0;
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

    /// <summary>Another process has taken over, or the files were lost; this one does not write again.</summary>
    FencedOff,
}

/// <summary>The status that the readiness check reports.</summary>
/// <param name="State">Whether storage works.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">The problem, for operators; <c>null</c> if available.</param>
public sealed record StorageStatus(StorageState State, DateTimeOffset Since, string? Reason);

/// <summary>
/// The readiness check: unhealthy while storage does not commit, degraded while corrupt rows are known or an alarm is
/// raised.
/// </summary>
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
        var remarks = (corrupt == 0
                ? []
                : new[] { $"{corrupt} rows are corrupt and not served: see docs/runbooks/corrupt-row.md." })
            .Concat(health.Alarms).ToList();
        return Task.FromResult(remarks.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(string.Join(" ", remarks)));
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
/// The checksum of a stored row does not match. The row is not served; <c>rebuild-states</c> makes a state from the ledger.
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
    private double _clockStep;

    /// <summary>Uses a meter of the factory, or a new meter if there is no factory.</summary>
    /// <param name="factory">Makes the meter.</param>
    /// <param name="health">Whose state is shown as a meter; <c>null</c> for none.</param>
    public StorageMetrics(IMeterFactory? factory = null, StorageHealth? health = null)
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
        _meter.CreateObservableGauge(
            "actors.storage.clock.step", () => Volatile.Read(ref _clockStep), "s",
            "By how much the wall clock was set, as long as it is not followed.");
        if (health is not null)
        {
            _meter.CreateObservableGauge(
                "actors.storage.state", () => (int)health.Status.State, "{state}", "0 works, 1 does not commit, 2 fenced off.");
            _meter.CreateObservableGauge(
                "actors.storage.corrupt.rows", () => health.CorruptRecords.Count, "{row}", "Corrupt rows that are not served.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    internal void ClockStep(TimeSpan step) => Volatile.Write(ref _clockStep, step.TotalSeconds);

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
