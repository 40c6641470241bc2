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

    /// <summary>How long the server was dead within a span.</summary>
    public TimeSpan Dead(DateTimeOffset from, DateTimeOffset to) =>
        Outages.Aggregate(TimeSpan.Zero, (sum, outage) => sum + outage.Overlap(from, to));

    /// <summary>A time after a moment in which only what the server was alive counts.</summary>
    public DateTimeOffset After(DateTimeOffset moment, TimeSpan span)
    {
        var end = moment + span;
        for (var extended = moment + span + Dead(moment, end); extended > end; extended = moment + span + Dead(moment, end))
        {
            end = extended;
        }

        return end;
    }
}
