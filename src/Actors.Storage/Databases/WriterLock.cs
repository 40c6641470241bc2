using System.Data.Common;

namespace Actors.Storage.Databases;

/// <summary>
/// Lets one process write: a lock file beside a SQLite file, a session lock on PostgreSQL. The lock keeps a second
/// process from starting by mistake; what keeps one that was paused, or cut off from its lock, from writing after
/// another took over is the token, which every commit checks.
/// </summary>
public sealed class WriterLock(Database database, Fence fence, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Any number that nobody else uses for an advisory lock: "ACTWRITE" in ASCII.</summary>
    private const long AdvisoryLock = 0x4143_5457_5249_5445;

    private FileStream? _file;
    private DbConnection? _session;

    /// <summary>Takes the lock, before anything in the database is touched.</summary>
    /// <exception cref="WriterLockHeldException">Another process has it.</exception>
    public async Task HoldAsync(CancellationToken cancellationToken = default)
    {
        if (!await TryHoldAsync(cancellationToken))
        {
            throw new WriterLockHeldException(database.Description, await ReadHolderAsync(cancellationToken));
        }
    }

    /// <summary>
    /// Writes a new token into the database; from now on commits of older ones are refused. Needs the tables.
    /// </summary>
    public async Task RaiseFenceAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            UPDATE fence SET token = token + 1, host = @host, process_id = @process, acquired_at = @now
            WHERE id = 1 RETURNING token
            """,
            ("host", Environment.MachineName),
            ("process", (long)Environment.ProcessId),
            ("now", UnixMicroseconds.From(time.GetUtcNow())));
        fence.Raise((long)(await command.ExecuteScalarAsync(cancellationToken))!);
    }

    /// <summary>
    /// Takes the lock again when the connection that held it was lost. False: somebody else has it; commits will find
    /// out by the token.
    /// </summary>
    public async Task<bool> KeepAsync(CancellationToken cancellationToken = default)
    {
        if (_session is not null && !await AnswersAsync(_session, cancellationToken))
        {
            await _session.DisposeAsync();
            _session = null;
        }

        return _file is not null || _session is not null || await TryHoldAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
        {
            // The file stays: removing it could remove one that another process has just locked.
            await _file.DisposeAsync();
        }

        if (_session is not null)
        {
            await _session.DisposeAsync();
        }
    }

    private static async Task<bool> AnswersAsync(DbConnection session, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = session.Command("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private async Task<bool> TryHoldAsync(CancellationToken cancellationToken) => database switch
    {
        SqliteDatabase sqlite => TryLockFile(sqlite.Path + ".lock"),
        _ => await TryLockSessionAsync(cancellationToken),
    };

    private bool TryLockFile(string path)
    {
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException exception) when (exception is not (DirectoryNotFoundException or PathTooLongException))
        {
            return false;
        }
    }

    private async Task<bool> TryLockSessionAsync(CancellationToken cancellationToken)
    {
        // A connection of its own: the pool would give the lock away when it resets one.
        var session = await ((PostgresDatabase)database).OpenUnpooledAsync(cancellationToken);
        await using var command = session.Command($"SELECT pg_try_advisory_lock({AdvisoryLock})");
        if (await command.ExecuteScalarAsync(cancellationToken) is true)
        {
            _session = session;
            return true;
        }

        await session.DisposeAsync();
        return false;
    }

    private async Task<WriterLockHolder?> ReadHolderAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            await using var command = connection.Command(
                "SELECT host, process_id, acquired_at FROM fence WHERE id = 1 AND token > 0");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? new WriterLockHolder(reader.GetString(0), reader.GetInt64(1), UnixMicroseconds.ToMoment(reader.GetInt64(2)))
                : null;
        }
        catch (DbException)
        {
            // The holder is still making the tables.
            return null;
        }
    }
}

/// <summary>Who last took the right to write.</summary>
public sealed record WriterLockHolder(string Host, long ProcessId, DateTimeOffset Since);

/// <summary>Another process is writing to the database; this one must not start.</summary>
/// <param name="database">Which database.</param>
/// <param name="holder">Who writes, as far as is known.</param>
public sealed class WriterLockHeldException(string database, WriterLockHolder? holder) : Exception(
    $"{database} is in use by "
    + (holder is null
        ? "another process that has not finished starting."
        : $"process {holder.ProcessId} on {holder.Host} since {holder.Since:u}.")
    + " Stop it before you start another; for several servers at once use the Orleans flavour.");
