using System.Globalization;
using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Privacy.Records;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Actors.Storage.ReadModels;

namespace Actors.Privacy.Retention;

/// <summary>
/// Erases people whose erasure has begun (<see cref="RetentionTable.BeginAsync"/>), step by step, evidence first. Each step is
/// one transaction or more and can be repeated, so whatever interrupts it, the next run ends the same. It needs no grains, so a
/// command can do it too; where grains run, the caller ends their activations.
/// </summary>
public sealed class Eraser(
    Database database, RetentionTable table, RecordKeys keys, LedgerLog ledger, LedgerRetention retention, ReadModelFeed feed,
    ErasedPeople erased)
{
    private const int EventsAtOnce = 500;

    /// <summary>The types of the grains of a person, whose activations the caller ends.</summary>
    public static IReadOnlyList<string> GrainTypes { get; } = ["registration", "inspection", "entrant", "call"];

    /// <summary>Called before each step, for tests that end the process there.</summary>
    internal Action<ErasureStep>? BeforeStep { get; set; }

    /// <summary>Erases people. When this returns, only markers are left.</summary>
    /// <param name="people">People whose erasure has begun, each once.</param>
    /// <param name="now">The time of the programme clock, for the markers.</param>
    /// <param name="cancellationToken">Interrupts it; it can be repeated.</param>
    public async Task EraseAsync(
        IReadOnlyCollection<EntrantId> people, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        foreach (var step in Enum.GetValues<ErasureStep>())
        {
            BeforeStep?.Invoke(step);
            await TakeAsync(step, people, now, cancellationToken);
        }
    }

    /// <summary>
    /// Erases an earlier stay of a person who came again. Repeated calls change nothing. What interrupts it is made up for by
    /// the next call, because the stay is found until the last step.
    /// </summary>
    /// <param name="stay">The stay.</param>
    /// <param name="now">The time of the programme clock, for the marker.</param>
    /// <param name="cancellationToken">Interrupts it; it can be repeated.</param>
    public async Task EraseAsync(EarlierStay stay, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var record = stay.Stay.Record;
        await RunAsync(
            [("DELETE FROM call_still WHERE record_id = @record", [("record", record.ToString())])], cancellationToken);
        await keys.ShredAsync(record, cancellationToken);
        var person = stay.Person.ToString();
        var events = await retention.EraseAsync(
            GrainId.Create("entrant", person), stay.NextSequence - 1, "retention", cancellationToken);
        events += await retention.EraseAsync(
            GrainId.Create("call", person), await ReadLastCallAsync(stay, cancellationToken), "retention", cancellationToken);
        await table.MarkAsync(record, stay.Programme, ErasureRules.EarlierStay, events, now, cancellationToken);
        await feed.EraseAsync([new(person, stay.Stay.ToString())], cancellationToken);
    }

    private Task TakeAsync(
        ErasureStep step, IReadOnlyCollection<EntrantId> people, DateTimeOffset now, CancellationToken cancellationToken) =>
        step switch
        {
            ErasureStep.Note => erased.AddAsync(people, cancellationToken),
            ErasureStep.Evidence => DeleteAsync(people, ["DELETE FROM call_still WHERE person_id = @person"], cancellationToken),
            ErasureStep.Keys => ShredAsync(people, cancellationToken),
            ErasureStep.Messages => DeleteAsync(
                people,
                [
                    "DELETE FROM outbox WHERE person_id = @person", "DELETE FROM outbox WHERE about_id = @person",
                    "DELETE FROM contact WHERE person_id = @person", "DELETE FROM phone_token WHERE entrant_id = @person",
                ],
                cancellationToken),
            ErasureStep.Roster => DeleteAsync(
                people,
                [
                    "DELETE FROM roster WHERE record_id IN (SELECT row_id FROM registration_match WHERE record_id = @person)",
                    "DELETE FROM registration_match WHERE record_id = @person",
                    "DELETE FROM registration_identity WHERE entrant_id = @person",
                ],
                cancellationToken),
            ErasureStep.History => EraseHistoryAsync(people, cancellationToken),
            ErasureStep.ReadModels => feed.EraseAsync(
                [.. people.Select(person => new ErasedPart(person.ToString()))], cancellationToken),
            ErasureStep.Marker => MarkAsync(people, now, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "There is no such step."),
        };

    /// <summary>
    /// Destroys the keys of the person, of the stays, and of the row of the roster, and with them the keyed hashes by which they
    /// are found.
    /// </summary>
    private async Task ShredAsync(IReadOnlyCollection<EntrantId> people, CancellationToken cancellationToken)
    {
        foreach (var person in people)
        {
            foreach (var stay in await ReadStaysAsync(person, cancellationToken))
            {
                await keys.ShredAsync(stay.Record, cancellationToken);
            }

            if (await ReadRowAsync(person, cancellationToken) is { } row)
            {
                await keys.ShredAsync(row, cancellationToken);
            }

            await keys.ShredAsync(person.Record, cancellationToken);
        }
    }

    /// <summary>From the ledger, which goes later: if it is gone, this was done before.</summary>
    private async Task<List<StayId>> ReadStaysAsync(EntrantId person, CancellationToken cancellationToken)
    {
        var stays = new List<StayId>();
        var grain = GrainId.Create("entrant", person.ToString());
        var after = 0L;
        while (true)
        {
            var records = await ledger.ReadGrainAsync(grain, after, EventsAtOnce, cancellationToken);
            stays.AddRange(records.Select(record => record.Event.Body).OfType<EntrantEvent.StayStarted>()
                .Select(started => started.Stay));
            if (records.Count < EventsAtOnce)
            {
                return stays;
            }

            after = records[^1].Event.Sequence;
        }
    }

    private async Task<RecordId?> ReadRowAsync(EntrantId person, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "SELECT row_id FROM registration_match WHERE record_id = @person", ("person", person.ToString()));
        return await command.ExecuteScalarAsync(cancellationToken) is string row ? RecordId.Parse(row) : null;
    }

    /// <summary>The newest event of calls from before the next stay; 0 if there is none.</summary>
    private async Task<long> ReadLastCallAsync(EarlierStay stay, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT coalesce(max(sequence), 0) FROM ledger WHERE grain_type = 'call' AND grain_key = @person AND at < @next
            """,
            ("person", stay.Person.ToString()), ("next", UnixMicroseconds.From(stay.NextBeganAt)));
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private async Task EraseHistoryAsync(IReadOnlyCollection<EntrantId> people, CancellationToken cancellationToken)
    {
        foreach (var person in people)
        {
            var events = await retention.EraseGrainsAsync(GrainTypes, [person.ToString()], "retention", cancellationToken);
            await ChangeAsync(
                "UPDATE erasure SET events = events + @events WHERE person_id = @person", cancellationToken,
                ("events", (long)events), ("person", person.ToString()));
        }
    }

    private async Task MarkAsync(
        IReadOnlyCollection<EntrantId> people, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var person in people)
        {
            await ChangeAsync(
                "UPDATE erasure SET person_id = NULL, erased_at = @now WHERE person_id = @person", cancellationToken,
                ("now", UnixMicroseconds.From(now)), ("person", person.ToString()));
        }

        await DeleteAsync(people, ["DELETE FROM retention_hold WHERE person_id = @person"], cancellationToken);

        // The pages that were overwritten still stand in the log of SQLite.
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.EmptyLogAsync(connection, cancellationToken);
    }

    private Task ChangeAsync(
        string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters) =>
        RunAsync([(sql, parameters)], cancellationToken);

    private Task DeleteAsync(
        IReadOnlyCollection<EntrantId> people, string[] commands, CancellationToken cancellationToken) =>
        RunAsync(
            from person in people
            from sql in commands
            select (sql, new (string Name, object? Value)[] { ("person", person.ToString()) }),
            cancellationToken);

    private async Task RunAsync(
        IEnumerable<(string Sql, (string Name, object? Value)[] Parameters)> commands, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.OverwriteWhatIsDeletedAsync(connection, cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        foreach (var (sql, parameters) in commands)
        {
            await using var command = transaction.Command(sql, parameters);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>The steps of an erasure, in their order.</summary>
internal enum ErasureStep
{
    /// <summary>Notes outside the database who is erased, for the day on which an older copy is restored.</summary>
    Note,

    /// <summary>Deletes the stills of calls.</summary>
    Evidence,

    /// <summary>Destroys the keys: nothing opens any more.</summary>
    Keys,

    /// <summary>Deletes messages, contacts and tokens of phones.</summary>
    Messages,

    /// <summary>Deletes the row of the roster and the match.</summary>
    Roster,

    /// <summary>Deletes states, events and reminders of the grains.</summary>
    History,

    /// <summary>Deletes what read models keep.</summary>
    ReadModels,

    /// <summary>Leaves the marker alone.</summary>
    Marker,
}
