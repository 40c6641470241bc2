using System.Data.Common;

namespace Actors.Storage.Databases;

/// <summary>
/// Lets only one process write: by a lock file beside a SQLite file, or a session lock on PostgreSQL. The lock keeps a
/// second process from starting by mistake. A process that was paused, or lost its lock, is kept from writing by the
/// token, which every commit checks.
/// </summary>
public sealed class WriterLock(Database database, Fence fence, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The number of the advisory lock for writing: "ACTWRITE" in ASCII.</summary>
    private const long AdvisoryLock = 0x4143_5457_5249_5445;

    private FileStream? _file;
    private DbConnection? _session;

    /// <summary>
    /// Whether other servers of the same cluster may hold the lock too: they share it, and keep a single server out.
    /// </summary>
    public bool IsShared { get; init; }

    /// <summary>Takes the lock. Call it before anything touches the database.</summary>
    /// <exception cref="WriterLockHeldException">Another process holds it.</exception>
    public async Task HoldAsync(CancellationToken cancellationToken = default)
    {
        if (!await TryHoldAsync(cancellationToken))
        {
            throw new WriterLockHeldException(database.Description, await ReadHolderAsync(cancellationToken));
        }
    }

    /// <summary>
    /// Lets this process write, and from now on no other one. Commits of those that did so before are refused. Needs the tables.
    /// </summary>
    public async Task RaiseFenceAsync(CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var transaction = await database.BeginWriteAsync(connection, cancellationToken);
        await using var others = transaction.Command("DELETE FROM writer");
        await others.ExecuteNonQueryAsync(cancellationToken);
        await using var own = transaction.Command(
            "INSERT INTO writer (host, process_id, acquired_at) VALUES (@host, @process, @now) RETURNING token", Process());
        var token = (long)(await own.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        fence.Raise(token);
    }

    /// <summary>
    /// Lets this process write beside the other servers of its cluster, until Orleans declares its silo dead. Needs the tables.
    /// </summary>
    /// <param name="silo">The silo: <c>address:port@generation</c>.</param>
    /// <param name="cancellationToken">Gives up; then the process may not write.</param>
    public async Task JoinAsync(string silo, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            "INSERT INTO writer (silo, host, process_id, acquired_at) VALUES (@silo, @host, @process, @now) RETURNING token",
            [("silo", silo), .. Process()]);
        fence.Raise((long)(await command.ExecuteScalarAsync(cancellationToken))!);
    }

    /// <summary>
    /// Whether work that is done once in a cluster is this process's to do: it is the oldest one that lives. When it dies, the
    /// next oldest takes over. Two may think so for a moment; such work is made safe by its transactions.
    /// </summary>
    public async Task<bool> IsOldestAsync(CancellationToken cancellationToken = default)
    {
        if (!IsShared)
        {
            return true;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT min(w.token) FROM writer AS w
            JOIN OrleansMembershipTable AS m
              ON w.silo = m.Address || ':' || CAST(m.Port AS text) || '@' || CAST(m.Generation AS text)
            WHERE m.Status = 3
            """);
        return await command.ExecuteScalarAsync(cancellationToken) is long oldest && oldest == fence.Token;
    }

    private (string, object?)[] Process() =>
    [
        ("host", Environment.MachineName),
        ("process", (long)Environment.ProcessId),
        ("now", UnixMicroseconds.From(time.GetUtcNow())),
    ];

    /// <summary>
    /// Takes the lock again if the connection that held it was lost. Returns <c>false</c> if another process holds it; then
    /// the token makes later commits fail.
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
            // The file stays: another process may have locked it just now.
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
        if (Directory.Exists(path[..^".lock".Length]))
        {
            throw new DatabaseFileException(
                $"Storage:Path is {path[..^".lock".Length]}, which is a folder. Name a file in it, such as actors.db.");
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = SqliteDatabase.OwnerOnly;
        }

        try
        {
            _file = new FileStream(path, options);
            return true;
        }
        catch (IOException exception) when (IsLocked(exception))
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseFileException(
                $"The database cannot be created or locked at {path[..^".lock".Length]}: {exception.Message} Storage:Path must "
                + "name a file in a folder that exists, is writable for the user of the server, and has free space.");
        }
    }

    /// <summary>
    /// Whether another process holds the file: EWOULDBLOCK on Linux or macOS, a sharing violation on Windows.
    /// </summary>
    private static bool IsLocked(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private async Task<bool> TryLockSessionAsync(CancellationToken cancellationToken)
    {
        // Not from the pool, which releases the lock when it resets a connection.
        var session = await ((PostgresDatabase)database).OpenUnpooledAsync(cancellationToken);
        await using var command = session.Command($"SELECT pg_try_advisory_lock{(IsShared ? "_shared" : "")}({AdvisoryLock})");
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
                "SELECT host, process_id, acquired_at FROM writer ORDER BY token DESC LIMIT 1");
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? new WriterLockHolder(reader.GetString(0), reader.GetInt64(1), UnixMicroseconds.ToMoment(reader.GetInt64(2)))
                : null;
        }
        catch (DbException)
        {
            // The holder is still creating the tables.
            return null;
        }
    }
}

/// <summary>The process that last took the right to write.</summary>
public sealed record WriterLockHolder(string Host, long ProcessId, DateTimeOffset Since);

/// <summary>Another process writes to the database, so this one must not start.</summary>
/// <param name="database">The description of the database.</param>
/// <param name="holder">The process that writes; <c>null</c> if unknown.</param>
public sealed class WriterLockHeldException(string database, WriterLockHolder? holder) : Exception(
    $"{database} is in use by "
    + (holder is null
        ? "another process that has not finished starting."
        : $"process {holder.ProcessId} on {holder.Host} since {holder.Since:u}.")
    + " Stop it before you start another. Several servers at once need PostgreSQL: see docs/runbooks/cluster.md.");
