using System.Data.Common;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>What staff are to look at, from when to when. Times are microseconds.</summary>
/// <param name="Entrant">Of whom.</param>
/// <param name="Sequence">The number of the event, among those of the person, that opened it.</param>
/// <param name="Kind">One of them.</param>
/// <param name="Programme">Of which programme.</param>
/// <param name="Stay">In which stay.</param>
/// <param name="Prompt">What it is about; null: the person as a whole.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClosedAt">Until when; null: still open.</param>
internal sealed record WorkItemRow(
    string Entrant, long Sequence, FollowUps Kind, string Programme, string Stay, PromptNumber? Prompt, long OpenedAt,
    long? ClosedAt)
{
    public static RowTable<WorkItemRow> Table { get; } = new(
        "work_items",
        Read,
        new("entrant", RowColumnKind.Text, row => row.Entrant) { IsKey = true },
        new("sequence", RowColumnKind.Number, row => row.Sequence) { IsKey = true },
        new("kind", RowColumnKind.Text, row => TextOf<FollowUps>.Write(row.Kind)) { IsKey = true },
        new("programme", RowColumnKind.Text, row => row.Programme),
        new("stay", RowColumnKind.Text, row => row.Stay),
        new("day", RowColumnKind.Number, row => (long?)row.Prompt?.Day) { IsOptional = true },
        new("idx", RowColumnKind.Number, row => (long?)row.Prompt?.Index) { IsOptional = true },
        new("opened_at", RowColumnKind.Number, row => row.OpenedAt),
        new("closed_at", RowColumnKind.Number, row => row.ClosedAt) { IsOptional = true });

    private static WorkItemRow Read(DbDataReader reader) => new(
        reader.GetString(0), reader.GetInt64(1), TextOf<FollowUps>.Read(reader.GetString(2)), reader.GetString(3),
        reader.GetString(4), reader.IsDBNull(5) ? null : new((int)reader.GetInt64(5), (int)reader.GetInt64(6)),
        reader.GetInt64(7), reader.NumberOrNull(8));
}
