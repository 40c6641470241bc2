using System.Data.Common;

namespace Actors.Storage.Databases;

/// <summary>A database. Opens connections that are ready for use and checks the fence in every write.</summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>The SQL dialect.</summary>
    public abstract DatabaseDialect Dialect { get; }

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

    /// <summary>
    /// On PostgreSQL the row stays locked, so no process can raise the token before this transaction ends.
    /// </summary>
    private async Task CheckFenceAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (Fence.Token is not { } token)
        {
            return;
        }

        await using var command = transaction.Command(
            "SELECT token FROM fence WHERE id = 1" + (Dialect == DatabaseDialect.Postgres ? " FOR SHARE" : ""));
        if (Fence.IsFencedOff || await command.ExecuteScalarAsync(cancellationToken) is not long stored || stored != token)
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
