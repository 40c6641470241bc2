using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Storage.Ledger;

/// <summary>Removes rows from the ledger when their retention has ended. Nothing else may.</summary>
public sealed class LedgerRetention(Database database)
{
    private string Greatest => database.Dialect == DatabaseDialect.Sqlite ? "max" : "greatest";

    /// <summary>Removes the events of a grain up to and including a sequence. Returns their number.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="sequence">The sequence of the last event to remove.</param>
    /// <param name="reason">The reason, without personal data.</param>
    /// <param name="cancellationToken">Cancels the call; then nothing is removed.</param>
    public async Task<int> EraseAsync(
        GrainId grainId, long sequence, string reason, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.OverwriteWhatIsDeletedAsync(connection, cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await AllowAsync(transaction, reason, cancellationToken);
        var erased = await EraseAsync(
            transaction, grainId.Type.ToString(), grainId.Key.ToString(), sequence, cancellationToken);
        await ForbidAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return erased;
    }

    /// <summary>
    /// Removes all events, the states and the reminders of grains, in one transaction. Returns the number of events. Grains
    /// that are awake must forget what they hold afterwards.
    /// </summary>
    /// <param name="grainTypes">The types of the grains.</param>
    /// <param name="grainKeys">The keys; each names a grain of each type.</param>
    /// <param name="reason">The reason, without personal data.</param>
    /// <param name="cancellationToken">Cancels the call; then nothing is removed.</param>
    public async Task<int> EraseGrainsAsync(
        IReadOnlyCollection<string> grainTypes, IReadOnlyCollection<string> grainKeys, string reason,
        CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await database.OverwriteWhatIsDeletedAsync(connection, cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await AllowAsync(transaction, reason, cancellationToken);
        var erased = 0;
        var ordered = grainKeys.Order(StringComparer.Ordinal).ToList();
        foreach (var (type, key) in from type in grainTypes from key in ordered select (type, key))
        {
            // The state first: its row is what a grain that writes at this moment waits for.
            foreach (var table in (string[])["grain_state", "reminder"])
            {
                await using var delete = transaction.Command(
                    $"DELETE FROM {table} WHERE grain_type = @type AND grain_key = @key", ("type", type), ("key", key));
                await delete.ExecuteNonQueryAsync(cancellationToken);
            }

            erased += await EraseAsync(transaction, type, key, long.MaxValue, cancellationToken);
        }

        await ForbidAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return erased;
    }

    /// <summary>
    /// Removes the events of all grains of a type that happened before a moment, but for the newest of each grain, by which the
    /// state is compared. Returns their number.
    /// </summary>
    public async Task<int> EraseOlderAsync(
        string grainType, DateTimeOffset before, string reason, CancellationToken cancellationToken = default)
    {
        var ends = new List<(string Key, long Sequence)>();
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            await using var command = connection.Command(
                """
                SELECT old.grain_key, max(old.sequence) FROM ledger AS old
                WHERE old.grain_type = @type AND old.at < @before AND old.sequence < (
                    SELECT max(sequence) FROM ledger AS own WHERE own.grain_type = @type AND own.grain_key = old.grain_key)
                GROUP BY old.grain_key
                """,
                ("type", grainType), ("before", UnixMicroseconds.From(before)));
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                ends.Add((reader.GetString(0), reader.GetInt64(1)));
            }
        }

        var erased = 0;
        foreach (var (key, sequence) in ends)
        {
            erased += await EraseAsync(GrainId.Create(grainType, key), sequence, reason, cancellationToken);
        }

        return erased;
    }

    private async Task<int> EraseAsync(
        DbTransaction transaction, string type, string key, long sequence, CancellationToken cancellationToken)
    {
        await using var note = transaction.Command(
            $"""
            UPDATE installation SET erased_to = {Greatest}(erased_to, coalesce((
                SELECT max(position) FROM ledger
                WHERE grain_type = @type AND grain_key = @key AND sequence <= @sequence), 0))
            """,
            ("type", type), ("key", key), ("sequence", sequence));
        await note.ExecuteNonQueryAsync(cancellationToken);
        await using var erase = transaction.Command(
            "DELETE FROM ledger WHERE grain_type = @type AND grain_key = @key AND sequence <= @sequence",
            ("type", type), ("key", key), ("sequence", sequence));
        return await erase.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The triggers allow deletion while the mark exists. It ends with the transaction.</summary>
    private async Task AllowAsync(DbTransaction transaction, string reason, CancellationToken cancellationToken)
    {
        await using var mark = database.Dialect == DatabaseDialect.Postgres
            ? transaction.Command("SET LOCAL actors.ledger_erase = 'on'")
            : transaction.Command("INSERT INTO ledger_erase (reason) VALUES (@reason)", ("reason", reason));
        await mark.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task ForbidAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (database.Dialect == DatabaseDialect.Sqlite)
        {
            await using var unmark = transaction.Command("DELETE FROM ledger_erase");
            await unmark.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
