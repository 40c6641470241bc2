using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Privacy.Access;

/// <summary>Stores the access log in a table of a database.</summary>
internal sealed class AccessLogTable(Database database)
{
    private const string Select =
        """
        SELECT sequence, at, actor_id, role, subject, what, why, key_id, previous_hash, hash FROM access_log
        """;

    /// <summary>Appends entries in one transaction, during which no other server can append.</summary>
    /// <param name="next">Gets the last entry and creates the next ones. If it throws, nothing is appended.</param>
    /// <param name="cancellationToken">Cancels the call; the entries may have been appended anyway.</param>
    /// <exception cref="DbException">The entries cannot be written.</exception>
    public async Task AppendAsync(
        Func<AccessLogAnchor, IReadOnlyList<AccessLogEntry>> next, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await BeginAppendAsync(connection, cancellationToken);

        // Read every time: another server may have appended.
        var head = await ReadHeadAsync(connection, transaction, cancellationToken) ?? AccessLogAnchor.Beginning;
        foreach (var entry in next(head))
        {
            await InsertAsync(transaction, entry, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Reads the last entry; <c>null</c> if there is none.</summary>
    public async Task<AccessLogAnchor?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await ReadHeadAsync(connection, transaction: null, cancellationToken);
    }

    /// <summary>Reads entries above a sequence, in order.</summary>
    public async Task<IReadOnlyList<AccessLogEntry>> ReadAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"{Select} WHERE sequence > @after ORDER BY sequence LIMIT @limit", ("after", after), ("limit", limit));
        return await ReadAllAsync(command, cancellationToken);
    }

    /// <summary>Reads entries about one record above a sequence, in order.</summary>
    public async Task<IReadOnlyList<AccessLogEntry>> ReadAboutAsync(
        string subject, long after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            $"{Select} WHERE subject = @subject AND sequence > @after ORDER BY sequence LIMIT @limit",
            ("subject", subject),
            ("after", after),
            ("limit", limit));
        return await ReadAllAsync(command, cancellationToken);
    }

    /// <summary>Begins a transaction in which no other server can append. SQLite has only one writer.</summary>
    private async Task<DbTransaction> BeginAppendAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        try
        {
            if (database.Dialect == DatabaseDialect.Postgres)
            {
                await using var command = transaction.Command("LOCK TABLE access_log IN EXCLUSIVE MODE");
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    private static async Task<AccessLogAnchor?> ReadHeadAsync(
        DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
    {
        await using var command = connection.Command("SELECT sequence, hash FROM access_log ORDER BY sequence DESC LIMIT 1");
        command.Transaction = transaction;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new AccessLogAnchor(reader.GetInt64(0), (byte[])reader.GetValue(1))
            : null;
    }

    private static async Task InsertAsync(
        DbTransaction transaction, AccessLogEntry entry, CancellationToken cancellationToken)
    {
        await using var command = transaction.Command(
            """
            INSERT INTO access_log (sequence, at, actor_id, role, subject, what, why, key_id, previous_hash, hash)
            VALUES (@sequence, @at, @actor, @role, @subject, @what, @why, @key, @previous, @hash)
            """,
            ("sequence", entry.Sequence),
            ("at", entry.AtMicroseconds),
            ("actor", entry.ActorId),
            ("role", entry.Role),
            ("subject", entry.Subject),
            ("what", entry.What),
            ("why", entry.Why),
            ("key", entry.KeyId),
            ("previous", entry.PreviousHash.ToArray()),
            ("hash", entry.Hash.ToArray()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<AccessLogEntry>> ReadAllAsync(DbCommand command, CancellationToken cancellationToken)
    {
        var entries = new List<AccessLogEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(new AccessLogEntry
            {
                Sequence = reader.GetInt64(0),
                AtMicroseconds = reader.GetInt64(1),
                ActorId = reader.GetString(2),
                Role = reader.GetString(3),
                Subject = reader.GetString(4),
                What = reader.GetString(5),
                Why = reader.GetString(6),
                KeyId = reader.GetString(7),
                PreviousHash = (byte[])reader.GetValue(8),
                Hash = (byte[])reader.GetValue(9),
            });
        }

        return entries;
    }
}
