using System.Diagnostics.Metrics;

namespace Actors.Privacy.Evidence;

/// <summary>Counts stills, without persons.</summary>
public sealed class CallStillMeters
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Actors.Evidence";

    private readonly Counter<long> _kept;
    private readonly Counter<long> _deleted;
    private long _overdue;

    /// <summary>Creates the instruments.</summary>
    public CallStillMeters(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _kept = meter.CreateCounter<long>("actors.evidence.kept", "{still}", "Stills of calls that were stored.");
        _deleted = meter.CreateCounter<long>("actors.evidence.deleted", "{still}", "Stills deleted because they had expired.");
        meter.CreateObservableGauge(
            "actors.evidence.overdue",
            () => Interlocked.Read(ref _overdue),
            "{still}",
            "Stills that had expired and were still there after the last sweep.");
    }

    internal void CountKept(int stills) => _kept.Add(stills);

    internal void CountDeleted(int stills) => _deleted.Add(stills);

    internal void ReportOverdue(long stills) => Interlocked.Exchange(ref _overdue, stills);
}
