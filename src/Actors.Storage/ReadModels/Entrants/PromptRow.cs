using System.Data.Common;
using Actors.Domain.Presence;
using Actors.Domain.Prompts;
using Actors.Storage.ReadModels.Rows;

namespace Actors.Storage.ReadModels.Entrants;

/// <summary>A prompt and its outcome. Times are microseconds since 1970-01-01 UTC.</summary>
internal sealed record PromptRow(
    PromptKey Key, string Programme, PromptKind Kind, long PlannedAt, long? IssuedAt, Channel? Channel, long? DeliveredAt,
    long? OpenedAt, long? ClosesAt, long? RemindedAt, long? AnsweredAt, Fate Fate, Excuse Excuse, PresenceVerdict? Presence)
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
        new("fate", RowColumnKind.Text, row => TextOf<Fate>.Write(row.Fate)),
        new("excuse", RowColumnKind.Text, row => TextOf<Excuse>.Write(row.Excuse)),
        new("presence", RowColumnKind.Text, row => row.Presence is { } place ? TextOf<PresenceVerdict>.Write(place) : null)
        {
            IsOptional = true,
        });

    /// <summary>A prompt that was just planned.</summary>
    public static PromptRow Planned(PromptKey key, string programme, PromptKind kind, long at) =>
        new(key, programme, kind, at, null, null, null, null, null, null, null, Fate.Planned, Excuse.None, null);

    private static PromptRow Read(DbDataReader reader) => new(
        new(reader.GetString(0), reader.GetString(1), new((int)reader.GetInt64(2), (int)reader.GetInt64(3))),
        reader.GetString(4), TextOf<PromptKind>.Read(reader.GetString(5)), reader.GetInt64(6), reader.NumberOrNull(7),
        TextOf<Channel>.ReadOrNull(reader.TextOrNull(8)), reader.NumberOrNull(9), reader.NumberOrNull(10),
        reader.NumberOrNull(11), reader.NumberOrNull(12), reader.NumberOrNull(13), TextOf<Fate>.Read(reader.GetString(14)),
        TextOf<Excuse>.Read(reader.GetString(15)), TextOf<PresenceVerdict>.ReadOrNull(reader.TextOrNull(16)));
}

/// <summary>The key of a prompt.</summary>
internal readonly record struct PromptKey(string Entrant, string Stay, PromptNumber Number)
{
    /// <summary>The values of the key columns.</summary>
    public object[] Values => [Entrant, Stay, (long)Number.Day, (long)Number.Index];
}
