using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Programmes;

namespace Actors.LoadTest.Reconciling;

/// <summary>What the reconciler judges a ledger by.</summary>
/// <param name="Rules">The rules of the programme.</param>
/// <param name="Outages">When no server ran.</param>
/// <param name="Until">The programme time at the end of the run.</param>
/// <param name="Tolerance">How far the clocks of phones and servers may differ.</param>
public sealed record Circumstances(
    ProgrammeRules Rules, IReadOnlyList<OutageSpan> Outages, DateTimeOffset Until, TimeSpan Tolerance)
{
    /// <summary>How late a server may be with what is due.</summary>
    public static readonly TimeSpan Punctuality = TimeSpan.FromMinutes(30);

    private readonly IReadOnlyList<OutageSpan> _away = OutageSpan.Union(Outages);

    /// <summary>
    /// The outages that the servers recorded. They are longer than <see cref="Outages"/>: at high speed the moments between the
    /// last heartbeat and the kill, and a pause of the machine, are minutes of programme time.
    /// </summary>
    public IReadOnlyList<OutageSpan> Recorded
    {
        get;
        init => (field, _away) = (value, OutageSpan.Union(Outages.Concat(value)));
    } = [];

    /// <summary>For how long no server ran between two moments.</summary>
    public TimeSpan Dead(DateTimeOffset from, DateTimeOffset to) => Overlap(Outages, from, to);

    /// <summary>For how long no server ran, or an outage was recorded, between two moments.</summary>
    public TimeSpan Away(DateTimeOffset from, DateTimeOffset to) => Overlap(_away, from, to);

    /// <summary>The moment at which a span of service without outages has passed.</summary>
    public DateTimeOffset After(DateTimeOffset moment, TimeSpan span)
    {
        var end = moment + span;
        for (var extended = moment + span + Away(moment, end); extended > end; extended = moment + span + Away(moment, end))
        {
            end = extended;
        }

        return end;
    }

    private static TimeSpan Overlap(IEnumerable<OutageSpan> spans, DateTimeOffset from, DateTimeOffset to) =>
        spans.Aggregate(TimeSpan.Zero, (sum, outage) => sum + outage.Overlap(from, to));
}
