using Actors.Domain.Entrants;
using Actors.Domain.Prompts;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>The number of prompts by outcome. The outcomes add up to all prompts.</summary>
/// <param name="Prompts">All prompts.</param>
/// <param name="Planned">Not issued yet.</param>
/// <param name="Open">Issued and not closed.</param>
/// <param name="Answered">Answered in time.</param>
/// <param name="Late">Answered late.</param>
/// <param name="Missed">Delivered and not answered.</param>
/// <param name="Excused">Not counted against the person.</param>
public readonly record struct FateCounts(
    long Prompts, long Planned, long Open, long Answered, long Late, long Missed, long Excused)
{
    /// <summary>The sum of the outcomes. It equals <see cref="Prompts"/> unless a prompt was lost.</summary>
    public long Sum => Planned + Open + Answered + Late + Missed + Excused;

    /// <summary>Counts one prompt.</summary>
    public static FateCounts Of(Fate fate) => new(
        1, Number(fate == Fate.Planned), Number(fate == Fate.Open), Number(fate == Fate.Answered), Number(fate == Fate.Late),
        Number(fate == Fate.Missed), Number(fate == Fate.Excused));

    public static FateCounts operator +(FateCounts left, FateCounts right) => new(
        left.Prompts + right.Prompts, left.Planned + right.Planned, left.Open + right.Open, left.Answered + right.Answered,
        left.Late + right.Late, left.Missed + right.Missed, left.Excused + right.Excused);

    public static FateCounts operator -(FateCounts left, FateCounts right) => new(
        left.Prompts - right.Prompts, left.Planned - right.Planned, left.Open - right.Open, left.Answered - right.Answered,
        left.Late - right.Late, left.Missed - right.Missed, left.Excused - right.Excused);

    private static long Number(bool value) => value ? 1 : 0;
}

/// <summary>Counts of the people of one programme. All = waiting + checked in + ended.</summary>
/// <param name="All">All people whose current or last stay is in the programme.</param>
/// <param name="Waiting">On the way to the place of stay.</param>
/// <param name="CheckedIn">At the place of stay.</param>
/// <param name="Ended">The stay has ended.</param>
/// <param name="Unreachable">No contact for too long; the stay has not ended.</param>
/// <param name="Unconfirmed">Not confirmed by the roster; the stay has not ended.</param>
public readonly record struct PeopleCounts(
    long All, long Waiting, long CheckedIn, long Ended, long Unreachable, long Unconfirmed)
{
    public static PeopleCounts operator +(PeopleCounts left, PeopleCounts right) => new(
        left.All + right.All, left.Waiting + right.Waiting, left.CheckedIn + right.CheckedIn, left.Ended + right.Ended,
        left.Unreachable + right.Unreachable, left.Unconfirmed + right.Unconfirmed);

    public static PeopleCounts operator -(PeopleCounts left, PeopleCounts right) => new(
        left.All - right.All, left.Waiting - right.Waiting, left.CheckedIn - right.CheckedIn, left.Ended - right.Ended,
        left.Unreachable - right.Unreachable, left.Unconfirmed - right.Unconfirmed);
}

/// <summary>
/// Counts of the prompts of one programme and kind that were planned in one quarter of an hour, or ever. A quarter lies
/// within one local date of every time zone, so days of any zone can be summed.
/// </summary>
internal sealed record FateCountRow(string Programme, PromptKind Kind, long QuarterAt, FateCounts Counts)
{
    /// <summary>Counts by quarter of an hour.</summary>
    public static RowTable<FateCountRow> Days { get; } = new(
        "day_counts",
        reader => throw new NotSupportedException("Counts are only added to."),
        [
            new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
            new("quarter_at", RowColumnKind.Number, row => row.QuarterAt) { IsKey = true },
            new("kind", RowColumnKind.Text, row => TextOf<PromptKind>.Write(row.Kind)) { IsKey = true },
            .. Sums,
        ]);

    /// <summary>Counts over all time.</summary>
    public static RowTable<FateCountRow> Totals { get; } = new(
        "total_counts",
        reader => throw new NotSupportedException("Counts are only added to."),
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

/// <summary>Counts of the people of one programme.</summary>
internal sealed record PeopleCountRow(string Programme, PeopleCounts Counts)
{
    public static RowTable<PeopleCountRow> Table { get; } = new(
        "people_counts",
        reader => throw new NotSupportedException("Counts are only added to."),
        new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
        new("people", RowColumnKind.Number, row => row.Counts.All) { IsSum = true },
        new("waiting", RowColumnKind.Number, row => row.Counts.Waiting) { IsSum = true },
        new("checked_in", RowColumnKind.Number, row => row.Counts.CheckedIn) { IsSum = true },
        new("ended", RowColumnKind.Number, row => row.Counts.Ended) { IsSum = true },
        new("unreachable", RowColumnKind.Number, row => row.Counts.Unreachable) { IsSum = true },
        new("unconfirmed", RowColumnKind.Number, row => row.Counts.Unconfirmed) { IsSum = true });

    /// <summary>Counts one person.</summary>
    public static PeopleCounts Of(EntrantRow row) => row.HasEnded
        ? new(1, 0, 0, 1, 0, 0)
        : new(1, Number(row.CheckedInAt is null), Number(row.CheckedInAt is not null), 0,
            Number(row.Silence != SilenceStep.None), Number(!row.IsConfirmed));

    private static long Number(bool value) => value ? 1 : 0;
}
