using System.Data.Common;
using System.Globalization;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Domain.Registration;
using Actors.Privacy.Lookup;
using Actors.Registration.Matches;
using Actors.Storage.Databases;

namespace Actors.Registration.Roster;

/// <summary>
/// The table of expected entrants. What is personal in a row is sealed under a key of its own and found by blind index; lists
/// are ordered by date of arrival. Rows of one programme are never seen through another.
/// </summary>
public sealed class RosterTable(
    Database database, IRecordKeys keys, RecordDirectory directory, BlindIndexer indexer, Matcher matcher, TimeProvider time)
{
    private const string Columns =
        "r.record_id, r.arrival_date, r.airport, r.flight, r.issuing_state, r.language, r.passport_number, r.birth_date, "
        + "r.surname, r.given_name, r.nationality, r.email, r.phone, r.address, " + IsRegistered;

    private const string IsRegistered = "EXISTS (SELECT 1 FROM registration_match AS m WHERE m.row_id = r.record_id)";

    /// <summary>A cross join keeps its order on SQLite, which would begin with the whole programme otherwise.</summary>
    private const string Found =
        "b.purpose = given.purpose AND b.key_id = given.secret AND b.value = given.value AND r.record_id = b.record_id "
        + "AND r.programme = @programme";

    /// <summary>
    /// Adds or changes rows, and matches again the registrations that they concern, in one transaction. The same entries again
    /// change nothing.
    /// </summary>
    /// <param name="scope">The programme and its day.</param>
    /// <param name="entries">
    /// At most <see cref="Domain.Limits.RecordBatch"/> entries, no two of the same person and arrival.
    /// </param>
    /// <param name="isDryRun">Whether only the outcomes are found, and nothing is written.</param>
    /// <param name="cancellationToken">Cancels it; nothing is written then.</param>
    public async Task<RosterSaved> SaveAsync(
        MatchScope scope,
        IReadOnlyList<RosterEntry> entries,
        bool isDryRun = false,
        CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        while (true)
        {
            var outcomes = await CompareAsync(connection, null, scope.Programme, entries, cancellationToken);
            if (isDryRun)
            {
                return new(outcomes, []);
            }

            if (await WriteAsync(connection, scope, entries, outcomes, isExpected: false, cancellationToken) is { } changes)
            {
                return new(outcomes, changes);
            }
        }
    }

    /// <summary>Changes a row, also its passport number, and matches again the registrations that it concerns.</summary>
    /// <returns>The registrations whose match changed; <c>null</c> if the programme has no such row.</returns>
    public async Task<IReadOnlyList<MatchChange>?> CorrectAsync(
        MatchScope scope, RecordId row, RosterEntry entry, CancellationToken cancellationToken = default)
    {
        if (await ReadAsync(scope.Programme, row, cancellationToken) is null)
        {
            return null;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        return await WriteAsync(
            connection, scope, [entry], [new(row, RosterChange.Changed)], isExpected: true, cancellationToken);
    }

    /// <summary>Destroys the key of a row, deletes it, and matches again the registrations that belonged to it.</summary>
    /// <returns>The registrations whose match changed; <c>null</c> if the programme has no such row.</returns>
    public async Task<IReadOnlyList<MatchChange>?> DeleteAsync(
        MatchScope scope, RecordId row, CancellationToken cancellationToken = default)
    {
        if (await ReadAsync(scope.Programme, row, cancellationToken) is null)
        {
            return null;
        }

        await keys.ShredAsync(row, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await matcher.LockAsync(transaction, cancellationToken);
        await using var command = transaction.Command("DELETE FROM roster WHERE record_id = @row", ("row", row.ToString()));
        await command.ExecuteNonQueryAsync(cancellationToken);
        var changes = await matcher.RematchAsync(transaction, scope, [new(row, null)], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changes;
    }

    /// <summary>Reads a row; <c>null</c> if the programme has no such row.</summary>
    public async Task<RosterRow?> ReadAsync(
        ProgrammeId programme, RecordId row, CancellationToken cancellationToken = default) =>
        await QueryAsync(
            "r.programme = @programme AND r.record_id = @row",
            [("programme", programme.Value), ("row", row.ToString())],
            cancellationToken) is [var found] ? found : null;

    /// <summary>Lists rows in the order of arrival.</summary>
    /// <param name="programme">The programme.</param>
    /// <param name="from">The first date of arrival.</param>
    /// <param name="to">The last date of arrival.</param>
    /// <param name="isUnregistered">Whether only rows without a registration are wanted (SPEC E3).</param>
    /// <param name="after">The last row of the page before; <c>null</c> for the first page.</param>
    /// <param name="count">The maximum number of rows.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<IReadOnlyList<RosterRow>> ListAsync(
        ProgrammeId programme,
        DateOnly from,
        DateOnly to,
        bool isUnregistered = false,
        RosterRow? after = null,
        int count = 100,
        CancellationToken cancellationToken = default) => QueryAsync(
            "r.programme = @programme AND r.arrival_date >= @from AND r.arrival_date <= @to "
                + (isUnregistered ? $"AND NOT {IsRegistered} " : "")
                + (after is null ? "" : "AND (r.arrival_date, r.record_id) > (@after_date, @after_row) ")
                + "ORDER BY r.arrival_date, r.record_id LIMIT @count",
            [
                ("programme", programme.Value), ("count", count),
                ("from", StoredDate.Write(from)), ("to", StoredDate.Write(to)),
                ("after_date", after is null ? null : StoredDate.Write(after.Arrival)), ("after_row", after?.Row.ToString()),
            ],
            cancellationToken);

    /// <summary>
    /// Lists rows with an e-mail address whose people should have landed, without a registration, and not reminded yet.
    /// </summary>
    /// <param name="programme">The programme.</param>
    /// <param name="from">The first date of arrival.</param>
    /// <param name="to">The last date of arrival.</param>
    /// <param name="count">The maximum number of rows.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<IReadOnlyList<RosterRow>> ListUnremindedAsync(
        ProgrammeId programme, DateOnly from, DateOnly to, int count, CancellationToken cancellationToken = default) =>
        QueryAsync(
            "r.programme = @programme AND r.arrival_date >= @from AND r.arrival_date <= @to AND r.reminded_at IS NULL "
                + $"AND r.email IS NOT NULL AND NOT {IsRegistered} LIMIT @count",
            [
                ("programme", programme.Value), ("from", StoredDate.Write(from)), ("to", StoredDate.Write(to)),
                ("count", count),
            ],
            cancellationToken);

    /// <summary>Notes that the people of rows were reminded.</summary>
    public async Task MarkRemindedAsync(IEnumerable<RosterRow> rows, CancellationToken cancellationToken = default)
    {
        var reminded = new RowBatch(database.Dialect, ("id", RowValue.Text), ("at", RowValue.Number));
        foreach (var row in rows)
        {
            reminded.Add(row.Row.ToString(), UnixMicroseconds.From(time.GetUtcNow()));
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await reminded.ExecuteAsync(
            transaction, $"UPDATE roster SET reminded_at = given.at FROM {reminded.Rows} WHERE roster.record_id = given.id",
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Finds the rows with any of the terms, under the current or an older secret.</summary>
    public async Task<IReadOnlyList<RosterRow>> FindAsync(
        ProgrammeId programme, IEnumerable<BlindTerm> terms, CancellationToken cancellationToken = default)
    {
        var found = new Dictionary<RecordId, RosterRow>();
        var values = Values(terms.Select(term => (0L, term)));
        await using var connection = await database.OpenAsync(cancellationToken);
        await values.ReadAsync(
            connection,
            null,
            $"""
            SELECT {Columns} FROM {values.Rows} CROSS JOIN blind_index AS b CROSS JOIN roster AS r
            WHERE {Found}
            """,
            [("programme", programme.Value)],
            reader =>
            {
                var row = Read(reader);
                found[row.Row] = row;
            },
            cancellationToken);
        return [.. found.Values];
    }

    private static RosterRow Read(DbDataReader reader) => new(
        RecordId.Parse(reader.GetString(0)), StoredDate.Read(reader.GetString(1)))
    {
        Airport = Optional(reader, 2),
        Flight = Optional(reader, 3),
        IssuingState = Optional(reader, 4) is { } state ? StateCode.Parse(state) : null,
        Language = Optional(reader, 5),
        PassportNumber = ReadSealed(reader, 6),
        BirthDate = ReadSealed(reader, 7),
        Surname = ReadSealed(reader, 8),
        GivenName = ReadSealed(reader, 9),
        Nationality = ReadSealed(reader, 10),
        Email = ReadSealed(reader, 11),
        Phone = ReadSealed(reader, 12),
        Address = ReadSealed(reader, 13),
        IsRegistered = Convert.ToBoolean(reader.GetValue(14), CultureInfo.InvariantCulture),
    };

    private static string? Optional(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private static Sealed ReadSealed(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? default : Sealed.FromBytes((byte[])reader.GetValue(column));

    private async Task<IReadOnlyList<RosterRow>> QueryAsync(
        string where, (string Name, object? Value)[] parameters, CancellationToken cancellationToken)
    {
        var rows = new List<RosterRow>();
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"SELECT {Columns} FROM roster AS r WHERE {where}",
            [.. parameters.Where(parameter => parameter.Value is not null)]);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    /// <summary>Terms under every secret, with the number of what they belong to.</summary>
    private RowBatch Values(IEnumerable<(long Number, BlindTerm Term)> terms)
    {
        var values = new RowBatch(
            database.Dialect,
            ("number", RowValue.Number), ("purpose", RowValue.Number), ("secret", RowValue.Text), ("value", RowValue.Bytes));
        foreach (var (number, term) in terms)
        {
            foreach (var value in indexer.Candidates(term))
            {
                values.Add(number, (long)value.Purpose, value.Key.Text, value.Value.ToArray());
            }
        }

        return values;
    }

    /// <summary>
    /// Finds out which entries are there. The same person and arrival is the same row; the issuing state tells people apart if
    /// both name it.
    /// </summary>
    private async Task<RosterOutcome[]> CompareAsync(
        DbConnection connection, DbTransaction? transaction, ProgrammeId programme, IReadOnlyList<RosterEntry> entries,
        CancellationToken cancellationToken)
    {
        var present = entries.Select(_ => new List<Present>()).ToArray();
        var values = Values(entries.Select(
            (entry, number) => ((long)number, BlindTerm.Passport(entry.Traveller.Number, entry.Traveller.BirthDate))));
        await values.ReadAsync(
            connection,
            transaction,
            $"""
            SELECT given.number, r.record_id, r.arrival_date, r.issuing_state, r.key_id, r.content
            FROM {values.Rows} CROSS JOIN blind_index AS b CROSS JOIN roster AS r
            WHERE {Found}
            """,
            [("programme", programme.Value)],
            reader => present[reader.GetInt64(0)].Add(new(
                RecordId.Parse(reader.GetString(1)), reader.GetString(2), Optional(reader, 3), reader.GetString(4),
                (byte[])reader.GetValue(5))),
            cancellationToken);
        return [.. entries.Select((entry, number) => Compare(entry, present[number]))];
    }

    private RosterOutcome Compare(RosterEntry entry, List<Present> present)
    {
        var state = entry.Traveller.IssuingState?.Value;
        var fitting = present
            .Where(row => row.Arrival == StoredDate.Write(entry.Arrival)
                && (row.State == state || row.State is null || state is null))
            .ToList();
        var same = fitting.Find(row => row.State == state) ?? (fitting.Count == 1 ? fitting[0] : null);
        if (same is null)
        {
            return new(RecordId.New(), RosterChange.Added);
        }

        var content = indexer.Compute(entry.Content);
        return same.Key == content.Key.Text && content.Value.Span.SequenceEqual(same.Content)
            ? new(same.Row, RosterChange.Unchanged)
            : new(same.Row, RosterChange.Changed);
    }

    /// <summary>Seals outside the transaction, which only writes.</summary>
    /// <returns>
    /// The registrations whose match changed; <c>null</c> if another import was quicker, so that the outcomes are others.
    /// </returns>
    private async Task<IReadOnlyList<MatchChange>?> WriteAsync(
        DbConnection connection, MatchScope scope, IReadOnlyList<RosterEntry> entries, RosterOutcome[] outcomes, bool isExpected,
        CancellationToken cancellationToken)
    {
        await keys.CreateAsync(
            [.. outcomes.Where(outcome => outcome.Change == RosterChange.Added).Select(outcome => outcome.Row)],
            cancellationToken);
        var (rows, terms) = await SealAsync(scope.Programme, entries, outcomes, cancellationToken);
        if (terms.Count == 0)
        {
            return [];
        }

        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await matcher.LockAsync(transaction, cancellationToken);
        if (!isExpected)
        {
            var now = await CompareAsync(connection, transaction, scope.Programme, entries, cancellationToken);
            if (!now.Zip(outcomes).All(pair => pair.First.IsLike(pair.Second)))
            {
                return null;
            }
        }

        var added = outcomes.Where(outcome => outcome.Change == RosterChange.Added).Select(outcome => outcome.Row).ToHashSet();
        await directory.AddAsync(transaction, [.. terms.Where(row => added.Contains(row.Key))], cancellationToken);
        await directory.StoreAsync(transaction, [.. terms.Where(row => !added.Contains(row.Key))], cancellationToken);
        await rows.ExecuteAsync(transaction, RosterRows.Upsert(rows), cancellationToken);
        var changes = await matcher.RematchAsync(
            transaction,
            scope,
            [.. terms.Select(row => KeyValuePair.Create<RecordId, BlindTerm?>(row.Key, row.Value.First()))],
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return changes;
    }

    private async Task<(RowBatch Rows, List<KeyValuePair<RecordId, IReadOnlyCollection<BlindTerm>>> Terms)> SealAsync(
        ProgrammeId programme, IReadOnlyList<RosterEntry> entries, RosterOutcome[] outcomes, CancellationToken cancellationToken)
    {
        var rows = RosterRows.Batch(database.Dialect);
        var terms = new List<KeyValuePair<RecordId, IReadOnlyCollection<BlindTerm>>>();
        var now = UnixMicroseconds.From(time.GetUtcNow());
        foreach (var (entry, outcome) in entries.Zip(outcomes).Where(pair => pair.Second.Change != RosterChange.Unchanged))
        {
            using var key = await keys.OpenAsync(outcome.Row, cancellationToken);
            var (content, name) = (indexer.Compute(entry.Content), indexer.Compute(BlindTerm.ExactName(entry.Traveller.Name)));
            rows.Add(RosterRows.Seal(key, programme, entry, content, name, now));
            terms.Add(new(outcome.Row, entry.Terms));
        }

        return (rows, terms);
    }

    private sealed record Present(RecordId Row, string Arrival, string? State, string Key, byte[] Content);
}

/// <summary>What became of entries.</summary>
/// <param name="Outcomes">The outcome of each entry, in their order.</param>
/// <param name="Changes">The registrations whose match changed.</param>
public sealed record RosterSaved(IReadOnlyList<RosterOutcome> Outcomes, IReadOnlyList<MatchChange> Changes);

/// <summary>What became of an entry.</summary>
/// <param name="Row">The row.</param>
/// <param name="Change">What was done.</param>
public sealed record RosterOutcome(RecordId Row, RosterChange Change)
{
    /// <summary>Whether it is the same; rows that are new have an id each time.</summary>
    internal bool IsLike(RosterOutcome other) =>
        Change == other.Change && (Change == RosterChange.Added || Row == other.Row);
}

/// <summary>What was done with an entry.</summary>
public enum RosterChange
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It was there with other content.</summary>
    Changed,

    /// <summary>It was there as it is.</summary>
    Unchanged,
}
