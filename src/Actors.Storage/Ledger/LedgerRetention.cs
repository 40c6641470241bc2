using Actors.Storage.Databases;

namespace Actors.Storage.Ledger;

/// <summary>The only way by which rows leave the ledger: when their retention has ended.</summary>
public sealed class LedgerRetention(Database database)
{
    /// <summary>Removes the events of a grain up to and including a sequence; gives their number.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="sequence">The last event to go.</param>
    /// <param name="reason">Why, without personal data.</param>
    /// <param name="cancellationToken">Gives up; then nothing is removed.</param>
    public async Task<int> EraseAsync(
        GrainId grainId, long sequence, string reason, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);

        // Both marks end with the transaction: a setting of the transaction, a row that is taken away again.
        await using var mark = database.Dialect == DatabaseDialect.Postgres
            ? transaction.Command("SET LOCAL actors.ledger_erase = 'on'")
            : transaction.Command("INSERT INTO ledger_erase (reason) VALUES (@reason)", ("reason", reason));
        await mark.ExecuteNonQueryAsync(cancellationToken);
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
