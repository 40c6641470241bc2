using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy.Access;
using Actors.Storage.Databases;

namespace Actors.Privacy.Retention;

/// <summary>
/// Who is to be erased, what is held, and what is under way or done. Holds and erasures are in the access log before
/// they count.
/// Times are those of the programme clock.
/// </summary>
public sealed class RetentionTable(Database database, AccessLog log)
{
    /// <summary>The job that erases, as an actor of the access log.</summary>
    public static readonly AccessActor Job = new("retention", "system");

    /// <summary>What is due of one version of a programme; a hold keeps a person out.</summary>
    private const string Due =
        """
        FROM kept_people AS kept
        WHERE kept.programme = @programme AND kept.programme_version = @version
            AND ((kept.rule = 'stay' AND kept.since <= @stay) OR (kept.rule = 'unused' AND kept.since <= @unused))
            AND NOT EXISTS (SELECT 1 FROM erasure AS e WHERE e.person_id = kept.person)
            AND NOT (kept.rule = 'unused' AND EXISTS (
                SELECT 1 FROM registration_match AS m JOIN roster AS r ON r.record_id = m.row_id
                WHERE m.record_id = kept.person AND r.arrival_date > @arrived))
        """;

    private const string Held = "EXISTS (SELECT 1 FROM retention_hold AS h WHERE h.person_id = kept.person)";

    /// <summary>The marker of a person or a stay: the SHA-256 of the id.</summary>
    public static byte[] Marker(RecordId record) => SHA256.HashData(Convert.FromHexString(record.ToString()));

    /// <summary>Finds people whose term is over and whom nothing holds, longest overdue first.</summary>
    public async Task<IReadOnlyList<DuePerson>> ReadDueAsync(
        Programme programme, DateTimeOffset now, int limit, CancellationToken cancellationToken = default)
    {
        var due = new List<DuePerson>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"SELECT kept.person, kept.rule {Due} AND NOT {Held} ORDER BY kept.since LIMIT @limit",
            [.. Cuts(programme, now), ("limit", limit)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new(EntrantId.Parse(reader.GetString(0)), reader.GetString(1)));
        }

        return due;
    }

    /// <summary>
    /// Finds earlier stays, of people who came again, whose term is over and whom nothing holds.
    /// </summary>
    public async Task<IReadOnlyList<EarlierStay>> ReadEarlierAsync(
        Programme programme, DateTimeOffset now, int limit, CancellationToken cancellationToken = default)
    {
        var earlier = new List<EarlierStay>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"""
            SELECT kept.person, kept.stay, next.sequence, next.began_at
            FROM kept_stays AS kept JOIN kept_stays AS next ON next.person = kept.person AND next.sequence = (
                SELECT min(sequence) FROM kept_stays AS later
                WHERE later.person = kept.person AND later.sequence > kept.sequence)
            WHERE kept.programme = @programme AND kept.programme_version = @version AND kept.is_last = 0
                AND kept.ends_at <= @stay AND NOT {Held}
            ORDER BY kept.ends_at LIMIT @limit
            """,
            [.. Cuts(programme, now), ("limit", limit)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            earlier.Add(new(
                EntrantId.Parse(reader.GetString(0)), StayId.Parse(reader.GetString(1)), programme.Version.Id,
                reader.GetInt64(2), UnixMicroseconds.ToMoment(reader.GetInt64(3))));
        }

        return earlier;
    }

    /// <summary>Counts what is due, and what of it is held.</summary>
    public async Task<DueCount> CountDueAsync(
        Programme programme, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"SELECT held, count(*) FROM (SELECT {Held} AS held {Due}) AS found GROUP BY held", Cuts(programme, now));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var count = default(DueCount);
        while (await reader.ReadAsync(cancellationToken))
        {
            var isHeld = Convert.ToBoolean(reader.GetValue(0), CultureInfo.InvariantCulture);
            count = isHeld ? count with { Held = reader.GetInt64(1) } : count with { Due = reader.GetInt64(1) };
        }

        return count;
    }

    /// <summary>
    /// Begins to erase a person: from now on it goes on, whatever happens. Repeated calls begin it once.
    /// </summary>
    /// <param name="person">The person.</param>
    /// <param name="programme">The programme.</param>
    /// <param name="rule">The rule; see <see cref="ErasureRules"/>.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels the call; it may have begun.</param>
    /// <returns>
    /// <c>false</c> if something holds the person; nothing was begun. Who came back with an older copy of the database was
    /// released before, and is not held.
    /// </returns>
    public async Task<bool> BeginAsync(
        EntrantId person, ProgrammeId programme, string rule, AccessActor actor, DateTimeOffset now,
        CancellationToken cancellationToken = default)
    {
        await LogAsync(actor, person, AccessReasonCode.Erasure, $"person:{person}", cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await LockAsync(transaction, person, cancellationToken);
        await using var insert = transaction.Command(
            """
            INSERT INTO erasure (marker, person_id, programme, rule, ordered_by, began_at)
            SELECT @marker, @person, @programme, @rule, @actor, @now
            WHERE @rule = 'restored' OR NOT EXISTS (SELECT 1 FROM retention_hold WHERE person_id = @person)
            ON CONFLICT (marker) DO UPDATE SET person_id = excluded.person_id, erased_at = NULL
            """,
            ("marker", Marker(person.Record)), ("person", person.ToString()), ("programme", programme.Value), ("rule", rule),
            ("actor", actor == Job ? null : actor.Id), ("now", UnixMicroseconds.From(now)));
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Gives up what was begun, because a stay goes on.</summary>
    public Task CancelAsync(EntrantId person, CancellationToken cancellationToken = default) => ChangeAsync(
        "DELETE FROM erasure WHERE person_id = @person", cancellationToken, ("person", person.ToString()));

    /// <summary>People whose erasure has begun, in order.</summary>
    public async Task<IReadOnlyList<EntrantId>> ReadUnderWayAsync(int limit, CancellationToken cancellationToken = default)
    {
        var people = new List<EntrantId>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT person_id FROM erasure WHERE person_id IS NOT NULL ORDER BY began_at LIMIT @limit", ("limit", limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            people.Add(EntrantId.Parse(reader.GetString(0)));
        }

        return people;
    }

    /// <summary>Leaves the marker of a record that is not a person, such as a stay or a row of the roster.</summary>
    public Task MarkAsync(
        RecordId record, ProgrammeId programme, string rule, long events, DateTimeOffset now,
        CancellationToken cancellationToken = default) => ChangeAsync(
            """
            INSERT INTO erasure (marker, programme, rule, began_at, erased_at, events)
            VALUES (@marker, @programme, @rule, @now, @now, @events) ON CONFLICT (marker) DO NOTHING
            """,
            cancellationToken,
            ("marker", Marker(record)), ("programme", programme.Value), ("rule", rule), ("now", UnixMicroseconds.From(now)),
            ("events", events));

    /// <summary>Deletes counts of attempts to register, and codes of staff, that lapsed by the wall clock.</summary>
    public async Task DeleteLapsedAsync(DateTimeOffset wall, CancellationToken cancellationToken = default)
    {
        await ChangeAsync(
            "DELETE FROM registration_attempt WHERE since <= @before", cancellationToken,
            ("before", UnixMicroseconds.From(wall.AddDays(-1))));
        await ChangeAsync(
            "DELETE FROM staff_code WHERE expires_at <= @now", cancellationToken, ("now", UnixMicroseconds.From(wall)));
    }

    /// <summary>Whether a person's erasure has begun or is done.</summary>
    public async Task<bool> IsErasedAsync(EntrantId person, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT 1 FROM erasure WHERE marker = @marker", ("marker", Marker(person.Record)));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>Holds a person: what is kept is not erased until the hold is released. Repeated calls change
    /// nothing.</summary>
    /// <returns><c>false</c> if the person is being erased.</returns>
    /// <exception cref="AccessLogUnavailableException">It could not be recorded; nothing was held.</exception>
    public async Task<bool> HoldAsync(
        EntrantId person, HoldReason reason, string reference, AccessActor actor, DateTimeOffset now,
        CancellationToken cancellationToken = default)
    {
        await LogAsync(actor, person, AccessReasonCode.Hold, reference, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await LockAsync(transaction, person, cancellationToken);
        await using var erased = transaction.Command(
            "SELECT 1 FROM erasure WHERE marker = @marker", ("marker", Marker(person.Record)));
        if (await erased.ExecuteScalarAsync(cancellationToken) is not null)
        {
            return false;
        }

        await using var insert = transaction.Command(
            """
            INSERT INTO retention_hold (person_id, reference, reason, set_by, set_at)
            VALUES (@person, @reference, @reason, @actor, @now) ON CONFLICT (person_id, reference) DO NOTHING
            """,
            ("person", person.ToString()), ("reference", reference), ("reason", reason.ToString()), ("actor", actor.Id),
            ("now", UnixMicroseconds.From(now)));
        await insert.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Releases a hold.</summary>
    /// <returns><c>false</c> if there is none with this reference.</returns>
    /// <exception cref="AccessLogUnavailableException">It could not be recorded; the hold stays.</exception>
    public async Task<bool> ReleaseAsync(
        EntrantId person, string reference, AccessActor actor, CancellationToken cancellationToken = default)
    {
        await LogAsync(actor, person, AccessReasonCode.Release, reference, cancellationToken);
        return await ChangeAsync(
            "DELETE FROM retention_hold WHERE person_id = @person AND reference = @reference", cancellationToken,
            ("person", person.ToString()), ("reference", reference)) == 1;
    }

    /// <summary>Reads holds, oldest first.</summary>
    public async Task<IReadOnlyList<Hold>> ReadHoldsAsync(int limit, CancellationToken cancellationToken = default)
    {
        var holds = new List<Hold>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT person_id, reason, reference, set_by, set_at FROM retention_hold ORDER BY set_at, person_id LIMIT @limit
            """,
            ("limit", limit));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            holds.Add(new(
                EntrantId.Parse(reader.GetString(0)), Enum.Parse<HoldReason>(reader.GetString(1)), reader.GetString(2),
                reader.GetString(3), UnixMicroseconds.ToMoment(reader.GetInt64(4))));
        }

        return holds;
    }

    /// <summary>Counts holds, erasures under way, and erasures that are done, by rule.</summary>
    public async Task<ErasureCounts> CountAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT 'hold', count(*), max(set_at) FROM retention_hold
            UNION ALL SELECT CASE WHEN person_id IS NULL THEN rule ELSE 'under way' END, count(*), max(erased_at)
            FROM erasure GROUP BY CASE WHEN person_id IS NULL THEN rule ELSE 'under way' END
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (holds, underWay, last) = (0L, 0L, (long?)null);
        var done = new SortedDictionary<string, long>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            var (kind, count) = (reader.GetString(0), reader.GetInt64(1));
            switch (kind)
            {
                case "hold":
                    holds = count;
                    break;
                case "under way":
                    underWay = count;
                    break;
                default:
                    done[kind] = count;
                    var at = reader.GetInt64(2);
                    last = last > at ? last : at;
                    break;
            }
        }

        return new(holds, underWay, done, last is { } moment ? UnixMicroseconds.ToMoment(moment) : null);
    }

    private static (string Name, object? Value)[] Cuts(Programme programme, DateTimeOffset now)
    {
        var rules = programme.Registration;
        return
        [
            ("programme", programme.Version.Id.Value), ("version", (long)programme.Version.Version),
            ("stay", UnixMicroseconds.From(now.AddDays(-programme.Contact.RetentionDays))),
            ("unused", UnixMicroseconds.From(now.AddDays(-rules.UnusedDays))),
            ("arrived", programme.Zone.DateAt(now).AddDays(-rules.UnusedDays).ToString("O", CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Until the transaction ends, a hold and an erasure of the same person take turns. SQLite has one
    /// writer.</summary>
    private async Task LockAsync(DbTransaction transaction, EntrantId person, CancellationToken cancellationToken)
    {
        if (database.Dialect == DatabaseDialect.Postgres)
        {
            await using var command = transaction.Command(
                "SELECT pg_advisory_xact_lock(hashtextextended(@person, 435))", ("person", person.ToString()));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<int> ChangeAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(sql, parameters);
        var changed = await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changed;
    }

    private Task<AccessLogAnchor> LogAsync(
        AccessActor actor, EntrantId person, AccessReasonCode code, string reference, CancellationToken cancellationToken) =>
        log.AppendAsync(
            new(actor, person.Record, [SealPurpose.WholeRecord], new AccessReason(code, reference)), cancellationToken);
}
