using Actors.Domain.Entrants.Prompts;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>
/// Fates of the prompts of one programme and kind that were planned in one quarter of an hour, or ever. A quarter lies
/// within one local date of every zone, so that any day can be added up without knowing the zone here.
/// </summary>
internal sealed record FateCountRow(string Programme, PromptKind Kind, long QuarterAt, FateCounts Counts)
{
    /// <summary>By quarters.</summary>
    public static RowTable<FateCountRow> Days { get; } = new(
        "day_counts",
        reader => throw new NotSupportedException("Counts are added to, never read here."),
        [
            new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
            new("quarter_at", RowColumnKind.Number, row => row.QuarterAt) { IsKey = true },
            new("kind", RowColumnKind.Text, row => TextOf<PromptKind>.Write(row.Kind)) { IsKey = true },
            .. Sums,
        ]);

    /// <summary>Over all time.</summary>
    public static RowTable<FateCountRow> Totals { get; } = new(
        "total_counts",
        reader => throw new NotSupportedException("Counts are added to, never read here."),
        [
            new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
            new("kind", RowColumnKind.Text, row => TextOf<PromptKind>.Write(row.Kind)) { IsKey = true },
            .. Sums,
        ]);

    private static RowColumn<FateCountRow>[] Sums =>
    [
        new("prompts", RowColumnKind.Number, row => row.Counts.Prompts) { IsSum = true },
        new("planned", RowColumnKind.Number, row => row.Counts.Planned) { IsSum = true },
        new("open", RowColumnKind.Number, row => row.Counts.Open) { IsSum = true },
        new("answered", RowColumnKind.Number, row => row.Counts.Answered) { IsSum = true },
        new("late", RowColumnKind.Number, row => row.Counts.Late) { IsSum = true },
        new("missed", RowColumnKind.Number, row => row.Counts.Missed) { IsSum = true },
        new("excused", RowColumnKind.Number, row => row.Counts.Excused) { IsSum = true },
    ];
}
