namespace Actors.Storage.Databases;

/// <summary>
/// Whether the people of a database are fictional. The mark is set and removed only in a database without people.
/// </summary>
public sealed class TrialMark(Database database, TimeProvider time)
{
    private const string People = "SELECT 1 FROM ledger WHERE grain_type = 'entrant' LIMIT 1";

    /// <summary>Whether the mark is set, and whether the database has people.</summary>
    public async Task<(bool IsSet, bool HasPeople)> ReadAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var mark = connection.Command("SELECT 1 FROM trial");
        await using var people = connection.Command(People);
        return (
            await mark.ExecuteScalarAsync(cancellationToken) is not null,
            await people.ExecuteScalarAsync(cancellationToken) is not null);
    }

    /// <summary>Removes the mark, unless the database has people.</summary>
    /// <exception cref="FencedOffException">Another process has taken over.</exception>
    public async Task RemoveAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command($"DELETE FROM trial WHERE NOT EXISTS ({People})");
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Sets the mark. Does nothing if it is set.</summary>
    /// <exception cref="FencedOffException">Another process has taken over.</exception>
    public async Task SetAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var command = transaction.Command(
            "INSERT INTO trial (id, since) VALUES (1, @since) ON CONFLICT DO NOTHING",
            ("since", UnixMicroseconds.From(time.GetUtcNow())));
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
