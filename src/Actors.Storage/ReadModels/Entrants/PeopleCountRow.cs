using Actors.Domain.Entrants.Contact;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>The people of one programme, counted.</summary>
internal sealed record PeopleCountRow(string Programme, PeopleCounts Counts)
{
    public static RowTable<PeopleCountRow> Table { get; } = new(
        "people_counts",
        reader => throw new NotSupportedException("Counts are added to, never read here."),
        new("programme", RowColumnKind.Text, row => row.Programme) { IsKey = true },
        new("people", RowColumnKind.Number, row => row.Counts.All) { IsSum = true },
        new("waiting", RowColumnKind.Number, row => row.Counts.Waiting) { IsSum = true },
        new("checked_in", RowColumnKind.Number, row => row.Counts.CheckedIn) { IsSum = true },
        new("ended", RowColumnKind.Number, row => row.Counts.Ended) { IsSum = true },
        new("unreachable", RowColumnKind.Number, row => row.Counts.Unreachable) { IsSum = true },
        new("unconfirmed", RowColumnKind.Number, row => row.Counts.Unconfirmed) { IsSum = true });

    /// <summary>What one person adds.</summary>
    public static PeopleCounts Of(EntrantRow row) => row.HasEnded
        ? new(1, 0, 0, 1, 0, 0)
        : new(1, Number(row.CheckedInAt is null), Number(row.CheckedInAt is not null), 0,
            Number(row.Silence != SilenceStep.None), Number(!row.IsConfirmed));

    private static long Number(bool value) => value ? 1 : 0;
}
