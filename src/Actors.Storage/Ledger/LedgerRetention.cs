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
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);

        // The triggers allow deletion while the mark exists. It ends with the transaction.
        await using var mark = database.Dialect == DatabaseDialect.Postgres
            ? transaction.Command("SET LOCAL actors.ledger_erase = 'on'")
            : transaction.Command("INSERT INTO ledger_erase (reason) VALUES (@reason)", ("reason", reason));
        await mark.ExecuteNonQueryAsync(cancellationToken);
        await using var note = transaction.Command(
            $"""
            UPDATE installation SET erased_to = {Greatest}(erased_to, coalesce((
                SELECT max(position) FROM ledger
                WHERE grain_type = @type AND grain_key = @key AND sequence <= @sequence), 0))
            """,
            ("type", grainId.Type.ToString()),
            ("key", grainId.Key.ToString()),
            ("sequence", sequence));
        await note.ExecuteNonQueryAsync(cancellationToken);
        await using var erase = transaction.Command(
            "DELETE FROM ledger WHERE grain_type = @type AND grain_key = @key AND sequence <= @sequence",
            ("type", grainId.Type.ToString()),
            ("key", grainId.Key.ToString()),
            ("sequence", sequence));
        var erased = await erase.ExecuteNonQueryAsync(cancellationToken);
        if (database.Dialect == DatabaseDialect.Sqlite)
        {
            await using var unmark = transaction.Command("DELETE FROM ledger_erase");
            await unmark.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return erased;
    }
}
