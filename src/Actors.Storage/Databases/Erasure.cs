using System.Data.Common;

namespace Actors.Storage.Databases;

/// <summary>
/// Removes deleted bytes from the files of SQLite. Does nothing on PostgreSQL, which removes old rows with the next vacuum.
/// </summary>
public static class Erasure
{
    /// <summary>Makes SQLite overwrite deleted bytes on this connection instead of only marking them as free.</summary>
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
    /// Copies SQLite's write-ahead log into the file and truncates it: it still holds the old page. If a reader blocks the
    /// checkpoint, the next checkpoint does it.
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
