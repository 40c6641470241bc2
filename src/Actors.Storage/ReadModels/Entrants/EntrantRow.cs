using System.Data.Common;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>
/// A person with the current or last stay. Programme and stay are empty before the first stay. Times are microseconds since
/// 1970-01-01 UTC.
/// </summary>
internal sealed record EntrantRow(
    string Entrant, string Programme, long ProgrammeVersion, string Stay, string? Carer, long LandedAt, long EndsAt,
    bool IsConfirmed, long? CheckedInAt, bool HasEnded, SilenceStep Silence, long SeenAt, FollowUps FollowUps,
    PhoneFaults PhoneFaults, string? AppVersion)
{
    public static RowTable<EntrantRow> Table { get; } = new(
        "entrants",
        Read,
        new("entrant", RowColumnKind.Text, row => row.Entrant) { IsKey = true },
        new("programme", RowColumnKind.Text, row => row.Programme),
        new("programme_version", RowColumnKind.Number, row => row.ProgrammeVersion),
        new("stay", RowColumnKind.Text, row => row.Stay),
        new("carer", RowColumnKind.Text, row => row.Carer) { IsOptional = true },
        new("landed_at", RowColumnKind.Number, row => row.LandedAt),
        new("ends_at", RowColumnKind.Number, row => row.EndsAt),
        new("is_confirmed", RowColumnKind.Number, row => RowReading.Number(row.IsConfirmed)),
        new("checked_in_at", RowColumnKind.Number, row => row.CheckedInAt) { IsOptional = true },
        new("has_ended", RowColumnKind.Number, row => RowReading.Number(row.HasEnded)),
        new("silence", RowColumnKind.Text, row => TextOf<SilenceStep>.Write(row.Silence)),
        new("seen_at", RowColumnKind.Number, row => row.SeenAt),
        new("follow_ups", RowColumnKind.Number, row => (long)row.FollowUps),
        new("phone_faults", RowColumnKind.Number, row => (long)row.PhoneFaults),
        new("app_version", RowColumnKind.Text, row => row.AppVersion) { IsOptional = true });

    /// <summary>A person without events.</summary>
    public static EntrantRow Unknown(string entrant) =>
        new(entrant, "", 0, "", null, 0, 0, false, null, false, SilenceStep.None, 0, FollowUps.None, PhoneFaults.None, null);

    private static EntrantRow Read(DbDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3), reader.TextOrNull(4),
        reader.GetInt64(5), reader.GetInt64(6), reader.IsTrue(7), reader.NumberOrNull(8), reader.IsTrue(9),
        TextOf<SilenceStep>.Read(reader.GetString(10)), reader.GetInt64(11), (FollowUps)reader.GetInt64(12),
        (PhoneFaults)reader.GetInt64(13), reader.TextOrNull(14));
}

/// <summary>A prompt and its outcome. Times are microseconds since 1970-01-01 UTC.</summary>
internal sealed record PromptRow(
    PromptKey Key, string Programme, PromptKind Kind, long PlannedAt, long? IssuedAt, Channel? Channel, long? DeliveredAt,
    long? OpenedAt, long? ClosesAt, long? RemindedAt, long? AnsweredAt, PromptOutcome Outcome, Excuse Excuse,
    PresenceVerdict? Presence)
{
    public static RowTable<PromptRow> Table { get; } = new(
        "prompts",
        Read,
        new("entrant", RowColumnKind.Text, row => row.Key.Entrant) { IsKey = true },
        new("stay", RowColumnKind.Text, row => row.Key.Stay) { IsKey = true },
        new("day", RowColumnKind.Number, row => (long)row.Key.Number.Day) { IsKey = true },
        new("idx", RowColumnKind.Number, row => (long)row.Key.Number.Index) { IsKey = true },
        new("programme", RowColumnKind.Text, row => row.Programme),
        new("kind", RowColumnKind.Text, row => TextOf<PromptKind>.Write(row.Kind)),
        new("planned_at", RowColumnKind.Number, row => row.PlannedAt),
        new("issued_at", RowColumnKind.Number, row => row.IssuedAt) { IsOptional = true },
        new("channel", RowColumnKind.Text, row => row.Channel is { } way ? TextOf<Channel>.Write(way) : null)
        {
            IsOptional = true,
        },
        new("delivered_at", RowColumnKind.Number, row => row.DeliveredAt) { IsOptional = true },
        new("opened_at", RowColumnKind.Number, row => row.OpenedAt) { IsOptional = true },
        new("closes_at", RowColumnKind.Number, row => row.ClosesAt) { IsOptional = true },
        new("reminded_at", RowColumnKind.Number, row => row.RemindedAt) { IsOptional = true },
        new("answered_at", RowColumnKind.Number, row => row.AnsweredAt) { IsOptional = true },
        new("fate", RowColumnKind.Text, row => TextOf<PromptOutcome>.Write(row.Outcome)),
        new("excuse", RowColumnKind.Text, row => TextOf<Excuse>.Write(row.Excuse)),
        new("presence", RowColumnKind.Text, row => row.Presence is { } place ? TextOf<PresenceVerdict>.Write(place) : null)
        {
            IsOptional = true,
        });

    /// <summary>A prompt that was just planned.</summary>
    public static PromptRow Planned(PromptKey key, string programme, PromptKind kind, long at) =>
        new(key, programme, kind, at, null, null, null, null, null, null, null, PromptOutcome.Planned, Excuse.None, null);

    private static PromptRow Read(DbDataReader reader) => new(
        new(reader.GetString(0), reader.GetString(1), new((int)reader.GetInt64(2), (int)reader.GetInt64(3))),
        reader.GetString(4), TextOf<PromptKind>.Read(reader.GetString(5)), reader.GetInt64(6), reader.NumberOrNull(7),
        TextOf<Channel>.ReadOrNull(reader.TextOrNull(8)), reader.NumberOrNull(9), reader.NumberOrNull(10),
        reader.NumberOrNull(11), reader.NumberOrNull(12), reader.NumberOrNull(13),
        TextOf<PromptOutcome>.Read(reader.GetString(14)), TextOf<Excuse>.Read(reader.GetString(15)),
        TextOf<PresenceVerdict>.ReadOrNull(reader.TextOrNull(16)));
}

/// <summary>The key of a prompt.</summary>
internal readonly record struct PromptKey(string Entrant, string Stay, PromptNumber Number)
{
    /// <summary>The values of the key columns.</summary>
    public object[] Values => [Entrant, Stay, (long)Number.Day, (long)Number.Index];
}

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
