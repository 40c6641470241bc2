using Actors.Storage.Databases.Native;
using Microsoft.Extensions.Logging;

namespace Actors.Storage.Databases;

/// <summary>
/// Keeps the mark: how far the database has come, in a file outside it. At start it refuses a database that is behind its
/// mark.
/// </summary>
/// <remarks>
/// On SQLite each commit with events writes the mark, without a flush, before it is acknowledged; signs of life write and
/// flush it. The mark is written only after what it tells is durable, so no crash and no power cut makes it run ahead of
/// the database. After a crash of the process it is exact. After a power cut it may be some seconds old, and then it lets
/// pass a database that lost as much.
/// </remarks>
public sealed partial class MarkKeeper(Database database, string? path, TimeProvider time, ILogger<MarkKeeper> logger)
    : IDisposable
{
    private readonly Lock _gate = new();
    private MarkFile? _file;
    private FileStatus? _status;
    private DatabaseMark? _mark;
    private long _flushedAt;
    private bool _fails;

    /// <summary>The file; <c>null</c> if no mark is kept.</summary>
    public string? Path => path;

    /// <summary>Checks that the database is not behind its mark. Call it before anything changes the database.</summary>
    /// <exception cref="DatabaseFileException">It is missing, older, cut, or of another installation.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        var mark = path is null ? null : MarkFile.Read(path); // First: a server that runs moves both on, the database before it.
        var stored = await DatabaseMark.ReadAsync(database, cancellationToken);
        if (mark is null)
        {
            if (stored is { Signs: > 0 } && path is not null && database.Dialect == DatabaseDialect.Sqlite)
            {
                LogMissing(path, database.Description);
            }

            return;
        }

        var refusal = stored switch
        {
            null when database is SqliteDatabase { Exists: false } => $"{database.Description} is missing.",
            null => $"{database.Description} is empty, or older than the release before.",
            _ when stored.Installation != mark.Installation => $"{database.Description} belongs to another installation.",
            _ when stored.IsBehind(mark) => $"{database.Description} is older than what this server wrote, or its end was cut.",
            _ => null,
        };
        if (refusal is not null)
        {
            throw new DatabaseFileException(
                $"{refusal} It has {stored?.ToString() ?? "nothing"}; {path} says that it had {mark}. What was acknowledged "
                + "in between is missing. Put the newest copy back, with its -wal file, or restore the newest backup "
                + "(`restore`). If this is the newest you have, run `accept-older-database`, and then `verify`. To begin with "
                + $"nothing at all, move {path} away. See docs/runbooks/restore.md.");
        }
    }

    /// <summary>Writes the mark of the database as it is now, durably, and keeps it from now on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (path is null || await DatabaseMark.ReadAsync(database, cancellationToken) is not { } stored)
        {
            return;
        }

        lock (_gate)
        {
            _mark = stored;
            Keep(isSign: true, mark => mark);
        }

        if (database is SqliteDatabase sqlite)
        {
            sqlite.Mark = this;
            sqlite.Fence.FencedOff += (_, _) => OutliveLoss();
        }
    }

    /// <summary>
    /// Takes the database as it is for the right one, although it is behind its mark: begins a new epoch.
    /// </summary>
    /// <returns>What the mark said before and what the database has; <c>null</c> for a mark that does not exist.</returns>
    /// <exception cref="DatabaseFileException">There is no database, or it never had a server.</exception>
    public async Task<(DatabaseMark? Before, DatabaseMark Now)> AcceptAsync(CancellationToken cancellationToken = default)
    {
        DatabaseMark? before = null;
        try
        {
            before = path is null ? null : MarkFile.Read(path);
        }
        catch (DatabaseFileException)
        {
            // Damaged; a new one is written.
        }

        var stored = await DatabaseMark.ReadAsync(database, cancellationToken)
            ?? throw new DatabaseFileException($"{database.Description} is missing or empty: there is nothing to accept.");
        var epoch = Math.Max(stored.Epoch, before?.Epoch ?? 0) + 1;
        await using (var connection = await database.OpenAsync(cancellationToken))
        await using (var command = connection.Command("UPDATE installation SET epoch = @epoch", ("epoch", epoch)))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        var now = stored with { Epoch = epoch };
        if (path is not null)
        {
            CreateFolder(path);
            MarkFile.Create(path, now).Dispose();
        }

        return (before, now);
    }

    /// <summary>Writes that the ledger has come to a position. The commit is durable; it is not acknowledged yet.</summary>
    internal void NotePosition(long position)
    {
        lock (_gate)
        {
            Keep(isSign: false, mark => position > mark.Position ? mark with { Position = position } : mark);
        }
    }

    /// <summary>Writes that a sign of life is durable, and flushes the mark every few seconds.</summary>
    /// <param name="signs">The number of the sign.</param>
    /// <param name="isLast">Whether the server stops, so that it is flushed in any case.</param>
    internal void NoteSign(long signs, bool isLast = false)
    {
        lock (_gate)
        {
            var isTime = isLast || time.GetElapsedTime(_flushedAt) >= Limits.MarkInterval;
            Keep(isTime, mark => mark with { Signs = Math.Max(signs, mark.Signs) });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _mark = null;
            _file?.Dispose();
        }
    }

    /// <summary>Writes the mark again if it was deleted with the database: the next start must not begin with nothing.</summary>
    private void OutliveLoss()
    {
        lock (_gate)
        {
            if (database.Fence.Loss is not null && !IsThere() && Directory.Exists(System.IO.Path.GetDirectoryName(path)))
            {
                Keep(isSign: true, mark => mark);
            }
        }
    }

    private void Keep(bool isSign, Func<DatabaseMark, DatabaseMark> change)
    {
        if (_mark is null)
        {
            return;
        }

        _mark = change(_mark) with { At = time.GetUtcNow() };
        try
        {
            if (isSign && !IsThere())
            {
                _file?.Dispose();
                _file = null;
                CreateFolder(path!);
                _file = MarkFile.Create(path!, _mark);
                _status = Linux.ReadStatus(path!);
            }

            _file?.Write(_mark);
            if (isSign)
            {
                _file?.Flush();
                _flushedAt = time.GetTimestamp();
            }

            _fails = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The database itself works. Only a loss would not be noticed.
            if (!_fails)
            {
                LogFailed(exception, path!);
            }

            _fails = true;
        }
    }

    private bool IsThere() => _status is { } status && Linux.ReadStatus(path!) is { } now && now.IsSameFile(status);

    private static void CreateFolder(string path)
    {
        if (System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder)
        {
            DurableFiles.CreateFolder(folder);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Path}, which says how far the database had come, does not exist. Whether {Database} is the newest copy "
            + "cannot be told; the server goes on with it. Move both files together.")]
    private partial void LogMissing(string path, string database);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{Path} cannot be written. While that lasts, a database that loses its end is not recognised. Storage "
            + "itself works.")]
    private partial void LogFailed(Exception exception, string path);
}
