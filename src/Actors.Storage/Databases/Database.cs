using System.Data.Common;

namespace Actors.Storage.Databases;

/// <summary>Where everything is stored. Gives connections that are ready for use.</summary>
public abstract class Database : IAsyncDisposable
{
    /// <summary>Which SQL it speaks.</summary>
    public abstract DatabaseDialect Dialect { get; }

    /// <summary>Where it is, without credentials: for messages and logs.</summary>
    public abstract string Description { get; }

    /// <summary>An open connection of the pool. The caller disposes it.</summary>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>What this process knows of its right to write; checked by every transaction that writes.</summary>
    public Fence Fence { get; init; } = Fence.None;

    /// <summary>Begins a transaction that is going to write.</summary>
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
    /// Begins a transaction that is going to write. On SQLite it takes the writer's place at once: a transaction that
    /// begins by reading could not become a writer after somebody else has written.
    /// </summary>
    protected abstract ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Closes the pool.</summary>
    protected abstract ValueTask DisposeAsyncCore();

    /// <summary>The token is read so that nobody can raise it before this transaction has ended.</summary>
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

/// <summary>Which SQL a database speaks.</summary>
public enum DatabaseDialect
{
    /// <summary>One file beside the program.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, 15 or newer.</summary>
    Postgres,
}
