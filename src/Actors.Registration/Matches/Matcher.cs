using System.Data.Common;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Lookup;
using Actors.Storage.Databases;

namespace Actors.Registration.Matches;

/// <summary>
/// Finds the row of the roster that a registration belongs to (SPEC E3), and finds it again whenever the roster or the
/// registration changes. It opens no personal data: everything is compared by keyed hashes.
/// </summary>
public sealed class Matcher(Database database, RecordDirectory directory, BlindIndexer indexer)
{
    /// <summary>
    /// The number of the advisory lock between a roster that changes and registrations that are matched: "ACTMATCH" in ASCII.
    /// Without it each could miss the other. SQLite has one writer at a time.
    /// </summary>
    private const long MatchLock = 0x4143_544D_4154_4348;

    private const string Columns = "m.record_id, m.programme, m.status, m.row_id, m.doubt, m.version";

    private const string RowColumns = "r.record_id, r.issuing_state, r.arrival_date, r.key_id, r.exact_name";

    /// <summary>Stores what a registration says and matches it, when it is made, corrected, or its person arrives.</summary>
    /// <param name="subject">The registration. Its record must have a key.</param>
    /// <param name="scope">The programme and its day.</param>
    /// <param name="cancellationToken">Cancels it; nothing is stored then.</param>
    /// <returns>The match. The caller tells the registration; <see cref="ReadChangesAsync"/> does not return it.</returns>
    /// <exception cref="RecordShreddedException">The registration was erased.</exception>
    public async Task<MatchOutcome> MatchAsync(
        MatchSubject subject, MatchScope scope, CancellationToken cancellationToken = default) =>
        (await MatchAllAsync([subject], scope, cancellationToken))[0];

    /// <summary>Does the same for many registrations, in one transaction.</summary>
    /// <param name="subjects">At most <see cref="Domain.Limits.RecordBatch"/> registrations.</param>
    /// <param name="scope">The programme and its day.</param>
    /// <param name="cancellationToken">Cancels it; nothing is stored then.</param>
    /// <returns>The matches, in the same order.</returns>
    /// <exception cref="RecordShreddedException">One of the registrations was erased.</exception>
    public async Task<IReadOnlyList<MatchOutcome>> MatchAllAsync(
        IReadOnlyList<MatchSubject> subjects, MatchScope scope, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await LockAsync(transaction, isShared: true, cancellationToken);
        await directory.StoreAsync(
            transaction,
            [
                .. subjects.Select(subject => KeyValuePair.Create<RecordId, IReadOnlyCollection<BlindTerm>>(
                    subject.Registration, BlindTerm.OfTraveller(subject.Details))),
            ],
            cancellationToken);
        var matches = new List<MatchOutcome>(subjects.Count);
        foreach (var subject in subjects)
        {
            var details = subject.Details;
            var before = await ReadStoredAsync(transaction, subject.Registration, cancellationToken);
            var now = Stored.Of(subject, indexer.Compute(BlindTerm.ExactName(details.Name)), before);
            var term = BlindTerm.Passport(details.Number, details.BirthDate);
            var match = Decide(now, await ReadRowsAsync(transaction, scope, term, cancellationToken), scope);
            await SaveAsync(transaction, scope.Programme, now, match, isTold: true, cancellationToken);
            matches.Add(match);
        }

        await transaction.CommitAsync(cancellationToken);
        return matches;
    }

    /// <summary>
    /// Keeps registrations from being matched, and other rosters from being written, until the transaction ends.
    /// </summary>
    internal Task LockAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        LockAsync(transaction, isShared: false, cancellationToken);

    /// <summary>
    /// Matches again all registrations that rows of the roster may concern: rows that are new, changed or gone. It belongs to
    /// the transaction that changes the rows.
    /// </summary>
    /// <param name="transaction">
    /// The transaction, in which the rows have changed already. It began with <see cref="LockAsync(DbTransaction, CancellationToken)"/>.
    /// </param>
    /// <param name="scope">The programme and its day.</param>
    /// <param name="rows">The rows, each with the passport term that it has now; <c>null</c> if it is gone.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>
    /// The registrations whose match, or whose row, changed. <see cref="ReadChangesAsync"/> returns them until they are told,
    /// also after a crash.
    /// </returns>
    internal async Task<IReadOnlyList<MatchChange>> RematchAsync(
        DbTransaction transaction,
        MatchScope scope,
        IReadOnlyCollection<KeyValuePair<RecordId, BlindTerm?>> rows,
        CancellationToken cancellationToken)
    {
        var changes = new List<MatchChange>();
        if (!await HasRegistrationsAsync(transaction, scope.Programme, cancellationToken))
        {
            return changes;
        }

        var changed = rows.Select(row => row.Key).ToHashSet();
        foreach (var (registration, terms) in await FindConcernedAsync(transaction, scope.Programme, rows, cancellationToken))
        {
            var stored = (await ReadStoredAsync(transaction, registration, cancellationToken))!;
            var candidates = await ReadRowsAsync(transaction, scope, registration, cancellationToken);
            foreach (var term in terms)
            {
                candidates.AddRange(await ReadRowsAsync(transaction, scope, term, cancellationToken));
            }

            var match = Decide(stored, candidates, scope);
            if (match != stored.Match || (match.Row is { } row && changed.Contains(row)))
            {
                await SaveAsync(transaction, scope.Programme, stored, match, isTold: false, cancellationToken);
                changes.Add(new(registration, scope.Programme, match, stored.Version + 1));
            }
        }

        return changes;
    }

    /// <summary>Reads matches that changed and of which the registration was not told yet, in any order.</summary>
    public async Task<IReadOnlyList<MatchChange>> ReadChangesAsync(int count, CancellationToken cancellationToken = default)
    {
        var changes = new List<MatchChange>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"SELECT {Columns} FROM registration_match AS m WHERE m.told_version < m.version LIMIT @count", ("count", count));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            changes.Add(new(
                RecordId.Parse(reader.GetString(0)), new(reader.GetString(1)), ReadMatch(reader), reader.GetInt64(5)));
        }

        return changes;
    }

    /// <summary>Notes that registrations were told of changes. Later changes are not affected.</summary>
    public async Task ConfirmAsync(IEnumerable<MatchChange> changes, CancellationToken cancellationToken = default)
    {
        var told = new RowBatch(database.Dialect, ("id", RowValue.Text), ("version", RowValue.Number));
        foreach (var change in changes)
        {
            told.Add(change.Registration.ToString(), change.Version);
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await told.ExecuteAsync(
            transaction,
            $"""
            UPDATE registration_match SET told_version = given.version FROM {told.Rows}
            WHERE registration_match.record_id = given.id AND told_version < given.version
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static MatchOutcome ReadMatch(DbDataReader reader) => new(
        (MatchStatus)reader.GetInt64(2), reader.IsDBNull(3) ? null : RecordId.Parse(reader.GetString(3)),
        (MatchDoubt)reader.GetInt64(4));

    /// <summary>Names under different secrets cannot be compared; nothing is flagged then.</summary>
    private static MatchOutcome Decide(Stored stored, IEnumerable<StoredRow> rows, MatchScope scope) => Matching.Decide(
        new(stored.State, stored.Arrival, stored.Match?.Row),
        rows.DistinctBy(row => row.Row).Select(row => new MatchRow(
            row.Row, row.State, row.Arrival, row.NameKey != stored.NameKey || row.Name.AsSpan().SequenceEqual(stored.Name))),
        scope.Today,
        scope.StayDays);

    private static async Task<bool> HasRegistrationsAsync(
        DbTransaction transaction, ProgrammeId programme, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            "SELECT 1 FROM registration_match WHERE programme = @programme LIMIT 1", ("programme", programme.Value));
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    private static async Task<Stored?> ReadStoredAsync(
        DbTransaction transaction, RecordId registration, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            $"SELECT {Columns}, m.issuing_state, m.arrival_date, m.key_id, m.exact_name "
            + "FROM registration_match AS m WHERE m.record_id = @id",
            ("id", registration.ToString()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? ReadStored(reader, registration) : null;
    }

    private static Stored ReadStored(DbDataReader reader, RecordId registration) => new(
        registration, State(reader, 6), reader.IsDBNull(7) ? null : StoredDate.Read(reader.GetString(7)),
        reader.GetString(8), (byte[])reader.GetValue(9), ReadMatch(reader), reader.GetInt64(5));

    private static async Task SaveAsync(
        DbTransaction transaction, ProgrammeId programme, Stored stored, MatchOutcome match, bool isTold,
        CancellationToken cancellationToken)
    {
        var version = match == stored.Match && isTold ? stored.Version : stored.Version + 1;
        await using var command = transaction.Command(
            $"""
            INSERT INTO registration_match (record_id, programme, arrival_date, issuing_state, key_id, exact_name,
                status, row_id, doubt, version, told_version)
            VALUES (@id, @programme, @arrival, @state, @key, @name, @status, @row, @doubt, @version, @version)
            ON CONFLICT (record_id) DO UPDATE SET programme = excluded.programme, arrival_date = excluded.arrival_date,
                issuing_state = excluded.issuing_state, key_id = excluded.key_id, exact_name = excluded.exact_name,
                status = excluded.status, row_id = excluded.row_id, doubt = excluded.doubt, version = excluded.version
                {(isTold ? ", told_version = excluded.version" : "")}
            """,
            ("id", stored.Registration.ToString()), ("programme", programme.Value),
            ("arrival", stored.Arrival is { } arrival ? StoredDate.Write(arrival) : null), ("state", stored.State?.Value),
            ("key", stored.NameKey), ("name", stored.Name), ("status", (long)match.Status), ("row", match.Row?.ToString()),
            ("doubt", (long)match.Doubt), ("version", version));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static StateCode? State(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : StateCode.Parse(reader.GetString(column));

    private static async Task ReadRowsAsync(DbCommand command, List<StoredRow> rows, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(
                RecordId.Parse(reader.GetString(0)), State(reader, 1), StoredDate.Read(reader.GetString(2)), reader.GetString(3),
                (byte[])reader.GetValue(4)));
        }
    }

    /// <summary>The rows with a passport term, under every secret.</summary>
    private async Task<List<StoredRow>> ReadRowsAsync(
        DbTransaction transaction, MatchScope scope, BlindTerm term, CancellationToken cancellationToken)
    {
        var rows = new List<StoredRow>();
        foreach (var value in indexer.Candidates(term))
        {
            await using var command = transaction.Command(
                $"""
                SELECT {RowColumns} FROM blind_index AS b CROSS JOIN roster AS r
                WHERE b.purpose = @purpose AND b.key_id = @key AND b.value = @value
                  AND r.record_id = b.record_id AND r.programme = @programme
                """,
                ("purpose", (short)value.Purpose), ("key", value.Key.Text), ("value", value.Value.ToArray()),
                ("programme", scope.Programme.Value));
            await ReadRowsAsync(command, rows, cancellationToken);
        }

        return rows;
    }

    /// <summary>The rows with the passport term of a registration, which is not at hand in the clear.</summary>
    private static async Task<List<StoredRow>> ReadRowsAsync(
        DbTransaction transaction, MatchScope scope, RecordId registration, CancellationToken cancellationToken)
    {
        var rows = new List<StoredRow>();
        await using var command = transaction.Command(
            $"""
            SELECT {RowColumns} FROM blind_index AS own CROSS JOIN blind_index AS b CROSS JOIN roster AS r
            WHERE own.record_id = @id AND own.purpose = @purpose
              AND b.purpose = own.purpose AND b.key_id = own.key_id AND b.value = own.value
              AND r.record_id = b.record_id AND r.programme = @programme
            """,
            ("id", registration.ToString()), ("purpose", (short)BlindIndexPurpose.PassportAndBirthDate),
            ("programme", scope.Programme.Value));
        await ReadRowsAsync(command, rows, cancellationToken);
        return rows;
    }

    private async Task LockAsync(DbTransaction transaction, bool isShared, CancellationToken cancellationToken)
    {
        if (database.Dialect == DatabaseDialect.Postgres)
        {
            await using var command = transaction.Command(
                isShared ? "SELECT pg_advisory_xact_lock_shared(@number)" : "SELECT pg_advisory_xact_lock(@number)",
                ("number", MatchLock));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>
    /// The registrations with the passport of a row, and those that belonged to a row, each with the passports to look for.
    /// </summary>
    private async Task<Dictionary<RecordId, List<BlindTerm>>> FindConcernedAsync(
        DbTransaction transaction,
        ProgrammeId programme,
        IReadOnlyCollection<KeyValuePair<RecordId, BlindTerm?>> rows,
        CancellationToken cancellationToken)
    {
        var concerned = new Dictionary<RecordId, List<BlindTerm>>();
        var terms = rows.Select(row => row.Value).OfType<BlindTerm>().ToList();
        var values = new RowBatch(
            database.Dialect,
            ("number", RowValue.Number), ("purpose", RowValue.Number), ("secret", RowValue.Text), ("value", RowValue.Bytes));
        foreach (var (number, term) in terms.Index())
        {
            foreach (var value in indexer.Candidates(term))
            {
                values.Add((long)number, (long)value.Purpose, value.Key.Text, value.Value.ToArray());
            }
        }

        await values.ReadAsync(
            transaction.Connection!,
            transaction,
            $"""
            SELECT m.record_id, given.number FROM {values.Rows} CROSS JOIN blind_index AS b CROSS JOIN registration_match AS m
            WHERE b.purpose = given.purpose AND b.key_id = given.secret AND b.value = given.value
              AND m.record_id = b.record_id AND m.programme = @programme
            """,
            [("programme", programme.Value)],
            reader => Of(reader).Add(terms[(int)reader.GetInt64(1)]),
            cancellationToken);

        var ids = new RowBatch(database.Dialect, ("id", RowValue.Text));
        foreach (var (row, _) in rows)
        {
            ids.Add(row.ToString());
        }

        await ids.ReadAsync(
            transaction.Connection!,
            transaction,
            $"SELECT m.record_id FROM {ids.Rows} CROSS JOIN registration_match AS m WHERE m.row_id = given.id",
            [],
            reader => Of(reader),
            cancellationToken);
        return concerned;

        List<BlindTerm> Of(DbDataReader reader)
        {
            var id = RecordId.Parse(reader.GetString(0));
            return concerned.TryGetValue(id, out var known) ? known : concerned[id] = [];
        }
    }

    private sealed record Stored(
        RecordId Registration, StateCode? State, DateOnly? Arrival, string NameKey, byte[] Name, MatchOutcome? Match,
        long Version)
    {
        public static Stored Of(MatchSubject subject, BlindIndex name, Stored? before) => new(
            subject.Registration, subject.Details.IssuingState, subject.Arrival, name.Key.Text, name.Value.ToArray(),
            before?.Match, before?.Version ?? 0);
    }

    private sealed record StoredRow(RecordId Row, StateCode? State, DateOnly Arrival, string NameKey, byte[] Name);
}
