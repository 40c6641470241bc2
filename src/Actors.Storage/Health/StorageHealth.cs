namespace Actors.Storage.Health;

/// <summary>
/// Whether storage can do its work, since when, and why not. Several parts report, each under a name of its own;
/// storage is available when none of them has a failure open.
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

    /// <summary>How it is now.</summary>
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

    /// <summary>A part cannot do its work.</summary>
    internal void ReportFailure(string source, string reason) => Update(failures =>
    {
        var since = failures.TryGetValue(source, out var known) ? known.Since : time.GetUtcNow();
        failures[source] = (since, reason);
    });

    /// <summary>A part works again.</summary>
    internal void ReportSuccess(string source)
    {
        // Called for every commit: the common case, nothing was wrong, must not cost more than a look.
        if (Volatile.Read(ref _status).State != StorageState.Available)
        {
            Update(failures => failures.Remove(source));
        }
    }

    /// <summary>Another process has taken over.</summary>
    internal void ReportFencedOff() => ReportFailure(FenceSource, "Another process has taken over the database.");

    /// <summary>A row was found corrupt.</summary>
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

/// <summary>Whether storage can do its work.</summary>
public enum StorageState
{
    /// <summary>It commits.</summary>
    Available,

    /// <summary>It does not commit; it keeps trying.</summary>
    Unavailable,

    /// <summary>Another process has taken over: this one never writes again.</summary>
    FencedOff,
}

/// <summary>What readiness is told.</summary>
/// <param name="State">Whether storage can do its work.</param>
/// <param name="Since">Since when it is so.</param>
/// <param name="Reason">What is wrong, in words for operators; null when available.</param>
public sealed record StorageStatus(StorageState State, DateTimeOffset Since, string? Reason);
