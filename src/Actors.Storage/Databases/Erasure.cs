using System.Data.Common;

namespace Actors.Storage.Databases;

/// <summary>
/// Sees to it that what SQLite deletes is gone from its files. PostgreSQL has no such thing: there old rows go with the next
/// vacuum.
/// </summary>
public static class Erasure
{
    /// <summary>SQLite only marks deleted bytes as free; from now on it overwrites them on this connection.</summary>
    public static async Task OverwriteWhatIsDeletedAsync(
        this Database database, DbConnection connection, CancellationToken cancellationToken)
    {
        if (database.Dialect == DatabaseDialect.Sqlite)
        {
            await using var command = connection.Command("PRAGMA secure_delete = ON");
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Moves SQLite's write-ahead log into the file and cuts it, because it still has the page as it was. When a reader
    /// is in the way the next one does it.
    /// </summary>
    public static async Task EmptyLogAsync(
        this Database database, DbConnection connection, CancellationToken cancellationToken)
    {
        if (database.Dialect == DatabaseDialect.Sqlite)
        {
            await using var command = connection.Command("PRAGMA wal_checkpoint(TRUNCATE)");
            await command.ExecuteScalarAsync(cancellationToken);
        }
    }
}
