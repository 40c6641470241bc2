using System.Globalization;
using Actors.Storage.Databases;

namespace Actors.Server.Tests.TwoProgrammes;

/// <summary>
/// All rows of the database that belong to a programme, as text, except what time alone changes: plans and prompts of entrants.
/// </summary>
internal static class ProgrammeRows
{
    /// <summary>What phones, staff and registrations cause in the record of an entrant.</summary>
    private static readonly string[] Caused =
    [
        "stay-started", "stay-confirmed", "stay-ended", "companion-added", "checked-in", "answer-failed", "prompt-delivered",
        "prompt-opened", "location-reported", "health-reported", "seen", "phone-changed", "phone-disputed", "phone-settled",
    ];

    /// <summary>Reads them.</summary>
    /// <param name="database">The database.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="people">Those who registered in it.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        Database database, string programme, IReadOnlyCollection<string> people)
    {
        var ids = string.Join(", ", people.Select(person => $"'{person}'").DefaultIfEmpty("''"));
        var records = $"(SELECT record_id FROM roster WHERE programme = '{programme}') OR record_id IN ({ids})";
        var kinds = string.Join(", ", Caused.Select(kind => $"'entrant.{kind}'"));
        string[] queries =
        [
            $"SELECT 'roster', * FROM roster WHERE programme = '{programme}'",
            $"SELECT 'match', * FROM registration_match WHERE programme = '{programme}'",
            $"SELECT 'centre', * FROM centre WHERE programme = '{programme}'",
            $"SELECT 'token', * FROM phone_token WHERE programme = '{programme}'",
            $"SELECT 'key', * FROM record_key WHERE record_id IN {records}",
            $"SELECT 'term', * FROM blind_index WHERE record_id IN {records}",
            $"SELECT 'identity', * FROM registration_identity WHERE entrant_id IN ({ids})",
            $"SELECT 'contact', * FROM contact WHERE person_id IN ({ids})",
            $"SELECT 'message', hex(id), kind, person_id FROM outbox WHERE person_id IN ({ids}) OR about_id IN ({ids})",
            $"SELECT 'hold', * FROM retention_hold WHERE person_id IN ({ids})",
            $"SELECT 'erasure', * FROM erasure WHERE programme = '{programme}'",
            "SELECT 'state', * FROM grain_state WHERE (grain_type LIKE '%registration%' OR grain_type LIKE '%inspection%') "
            + $"AND grain_key IN ({ids})",
            "SELECT 'event', grain_type, grain_key, kind, hex(payload) FROM ledger "
            + $"WHERE grain_key IN ({ids}) AND (kind LIKE 'registration.%' OR kind LIKE 'inspection.%' OR kind IN ({kinds}))",
            $"SELECT 'account', * FROM staff_account WHERE programmes = '{programme}'",
            "SELECT 'session', hash FROM staff_session WHERE account_id IN "
            + $"(SELECT account_id FROM staff_account WHERE programmes = '{programme}')",
        ];
        var rows = new List<string>();
        await using var connection = await database.OpenAsync();
        foreach (var query in queries)
        {
            await using var command = connection.Command(query);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                var columns = Enumerable.Range(0, reader.FieldCount);
                rows.Add(string.Join('|', columns.Select(column => Text(reader.GetValue(column)))));
            }
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
