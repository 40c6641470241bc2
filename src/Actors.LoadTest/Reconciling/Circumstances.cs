using Actors.LoadTest.Programmes;

namespace Actors.LoadTest.Reconciling;

/// <summary>What a ledger is judged by.</summary>
/// <param name="Rules">The rules of the programme.</param>
/// <param name="Outages">When the server was dead.</param>
/// <param name="Until">Up to when people lived: the programme clock at the end.</param>
/// <param name="Tolerance">How far the clock of the phones may be from the clock of the server.</param>
public sealed record Circumstances(
    ProgrammeRules Rules, IReadOnlyList<OutageSpan> Outages, DateTimeOffset Until, TimeSpan Tolerance)
{
    /// <summary>How late the server may be with what is due.</summary>
    public static readonly TimeSpan Punctuality = TimeSpan.FromMinutes(30);

    private readonly IReadOnlyList<OutageSpan> _away = OutageSpan.Union(Outages);

    /// <summary>
    /// When the server says that it could not do its duty. That is more than when it was dead: at high speed the moments
    /// between its last sign of life and the kill, and a pause of the machine, are minutes of the programme.
    /// </summary>
    public IReadOnlyList<OutageSpan> Recorded
    {
        get;
        init => (field, _away) = (value, OutageSpan.Union(Outages.Concat(value)));
    } = [];

    /// <summary>How long the server was dead within a span.</summary>
    public TimeSpan Dead(DateTimeOffset from, DateTimeOffset to) => Overlap(Outages, from, to);

    /// <summary>How long the server was dead, or away as it says itself, within a span.</summary>
    public TimeSpan Away(DateTimeOffset from, DateTimeOffset to) =>
        Overlap(_away, from, to);

    /// <summary>A time after a moment in which only what the server was there counts.</summary>
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
