using Actors.Storage.Databases;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace Actors.Storage.States;

/// <summary>
/// Writes batches through prepared statements. Call it from one thread. After a failure it closes the connection, and the
/// next batch opens a new one.
/// </summary>
internal sealed class SqliteWriter(SqliteDatabase database, Fence fence) : IDisposable
{
    private SqliteWriteSession? _session;

    public void Commit(IReadOnlyList<StateChange> batch)
    {
        if (fence.IsFencedOff)
        {
            throw new FencedOffException();
        }

        var isSent = false;
        try
        {
            _session ??= new SqliteWriteSession(database);
            _session.Begin();
            CheckFence(_session);
            foreach (var change in batch)
            {
                change.Outcome = _session.Apply(change) ? ChangeOutcome.Done : ChangeOutcome.Conflict;
            }

            isSent = true;
            _session.Commit();
        }
        catch (Exception exception)
        {
            // Closing the connection rolls back, even if the disk does not accept a ROLLBACK.
            Dispose();
            throw exception is SqliteException sqlite ? Classify(sqlite, isSent) : exception;
        }
    }

    public void Dispose()
    {
        _session?.Dispose();
        _session = null;
    }

    private static Exception Classify(SqliteException exception, bool isSent) => exception.SqliteErrorCode switch
    {
        // The log was written but perhaps not flushed, so after a crash it may or may not count.
        SQLITE_IOERR when isSent => new CommitOutcomeUnknownException(exception),
        SQLITE_FULL => new StoreUnavailableException("The disk is full.", exception),
        SQLITE_BUSY or SQLITE_LOCKED => new StoreUnavailableException("Another process holds the database file.", exception),
        SQLITE_IOERR => new StoreUnavailableException("The disk reports an error.", exception),
        SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH =>
            new StoreUnavailableException("The database file cannot be opened for writing.", exception),
        SQLITE_CORRUPT or SQLITE_NOTADB => new StoreUnavailableException("The database file is damaged.", exception),
        SQLITE_NOMEM => new StoreUnavailableException("There is not enough memory.", exception),
        _ => exception,
    };

    private void CheckFence(SqliteWriteSession session)
    {
        if (fence.Token is { } token && session.ReadToken() != token)
        {
            fence.MarkFencedOff();
            throw new FencedOffException();
        }
    }
}
