using System.Data.Common;
using Actors.Domain.Entrants;
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
