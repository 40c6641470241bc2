using System.Data.Common;
using Actors.Domain.Entrants;
using Actors.Domain.Prompts;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>A work item for staff. Times are microseconds since 1970-01-01 UTC.</summary>
/// <param name="Entrant">The person.</param>
/// <param name="Sequence">The sequence of the event of the person that opened it.</param>
/// <param name="Kind">The kind; one flag.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Stay">The stay.</param>
/// <param name="Prompt">The prompt; <c>null</c> if it is not about a prompt.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="ClosedAt">When it was closed; <c>null</c> if open.</param>
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
