using System.Diagnostics.Metrics;

namespace Actors.Privacy;

/// <summary>Counts operations on protected data, without persons or contents.</summary>
public sealed class ProtectionMeters
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Actors.Protection";

    private readonly Counter<long> _seals;
    private readonly Counter<long> _opens;
    private readonly Counter<long> _shreds;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _accessEntries;
    private long _rotationLeft;

    /// <summary>Creates the instruments.</summary>
    public ProtectionMeters(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _seals = meter.CreateCounter<long>("actors.protection.seals", "{value}", "Values sealed.");
        _opens = meter.CreateCounter<long>("actors.protection.opens", "{value}", "Values opened.");
        _shreds = meter.CreateCounter<long>("actors.protection.shreds", "{record}", "Records whose key was destroyed.");
        _failures = meter.CreateCounter<long>("actors.protection.failures", "{failure}", "Failures, by reason.");
        _accessEntries = meter.CreateCounter<long>("actors.protection.access_entries", "{entry}", "Entries in the access log.");
        meter.CreateObservableGauge(
            "actors.protection.rotation.left",
            () => Interlocked.Read(ref _rotationLeft),
            "{record}",
            "Records that the running or last rotation had still to wrap under the current master key.");
    }

    internal void CountSeal() => _seals.Add(1);

    internal void CountOpen() => _opens.Add(1);

    internal void CountShred() => _shreds.Add(1);

    internal void CountFailure(ProtectionFailure reason) =>
        _failures.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    internal void CountAccessEntries(int entries) => _accessEntries.Add(entries);

    internal void ReportRotationLeft(long left) => Interlocked.Exchange(ref _rotationLeft, left);
}

/// <summary>Why protected data could not be used: the tag <c>reason</c> of the failure counter.</summary>
internal enum ProtectionFailure
{
    /// <summary>A sealed value was changed or moved.</summary>
    BrokenSeal,

    /// <summary>The master key that wraps the key of a record is missing.</summary>
    MasterKeyMissing,

    /// <summary>A wrapped key was changed or moved.</summary>
    BrokenWrap,

    /// <summary>The access log could not be written, so nothing was opened.</summary>
    AccessLogUnavailable,
}
