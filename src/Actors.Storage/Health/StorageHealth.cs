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
