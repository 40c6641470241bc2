using System.Data.Common;

namespace Actors.Storage.Databases;

/// <summary>A database. Opens connections that are ready for use and checks the fence in every write.</summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>The SQL dialect.</summary>
    public abstract DatabaseDialect Dialect { get; }

    /// <summary>
    /// The number of the advisory lock under which servers that start together make tables and read models one after another:
    /// "ACTSTART" in ASCII.
    /// </summary>
    public const long StartUpLock = 0x4143_5453_5441_5254;

    /// <summary>Names the database in messages and logs, without credentials.</summary>
    public abstract string Description { get; }

    /// <summary>Opens a pooled connection. The caller disposes it.</summary>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>The right of this process to write. Every transaction that writes checks it.</summary>
    public Fence Fence { get; init; } = Fence.None;

    /// <summary>Begins a transaction that will write, and checks the fence.</summary>
    /// <exception cref="FencedOffException">Another process has taken over.</exception>
    public async ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken = default)
    {
        Fence.ThrowIfLost(FindLoss());
        var transaction = await BeginAsync(connection, cancellationToken);
        try
        {
            await CheckFenceAsync(transaction, cancellationToken);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Waits until no other process holds an advisory lock, and holds it until the result is disposed. On SQLite one process
    /// uses the database, and there is nothing to wait for.
    /// </summary>
    public virtual ValueTask<IAsyncDisposable?> LockAsync(long number, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IAsyncDisposable?>(null);

    /// <summary>
    /// Takes an advisory lock until the result is disposed, or the process dies; <c>null</c> if another process holds it.
    /// </summary>
    public virtual ValueTask<IAsyncDisposable?> TryLockAsync(long number, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IAsyncDisposable?>(new NoLock());

    /// <summary>
    /// Creates what does not exist yet, so that connections can be opened. Only a server that starts calls it; nothing else
    /// makes an empty database where there is none.
    /// </summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public virtual void Create()
    {
        // A database on a server is created there.
    }

    /// <summary>How files of the database were lost since the start; <c>null</c> if they were not.</summary>
    internal virtual string? FindLoss() => null;

    /// <summary>
    /// Connections for code that does not begin its transactions here, such as Orleans' own storage. Each carries the token of
    /// this process, so that the triggers of its tables refuse a process that may not write any more.
    /// </summary>
    public virtual DbDataSource CreateFencedDataSource() =>
        throw new NotSupportedException($"{Description} gives no connections to others.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DisposeAsyncCore();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Begins a transaction that will write. On SQLite it takes the write lock at once: a transaction that begins by
    /// reading cannot become a writer after another one has written.
    /// </summary>
    protected abstract ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Closes the pool.</summary>
    protected abstract ValueTask DisposeAsyncCore();

    /// <summary>On SQLite one process uses the database.</summary>
    private sealed class NoLock : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Holds the row of this process until the transaction ends: a takeover, which deletes it, waits.</summary>
    private async Task CheckFenceAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (Fence.Token is not { } token)
        {
            return;
        }

        await using var command = transaction.Command(
            "SELECT token FROM writer WHERE token = @token" + (Dialect == DatabaseDialect.Postgres ? " FOR KEY SHARE" : ""),
            ("token", token));
        if (Fence.IsFencedOff || await command.ExecuteScalarAsync(cancellationToken) is null)
        {
            Fence.MarkFencedOff();
            throw new FencedOffException();
        }
    }
}

/// <summary>The SQL dialect of a database.</summary>
public enum DatabaseDialect
{
    /// <summary>One file beside the program.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, 15 or newer.</summary>
    Postgres,
}
