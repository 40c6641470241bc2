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

    /// <summary>
    /// Begins a transaction that is going to write. On SQLite it takes the writer's place at once: a transaction that begins
    /// by reading could not become a writer after somebody else has written.
    /// </summary>
    public abstract ValueTask<DbTransaction> BeginWriteAsync(
        DbConnection connection, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DisposeAsyncCore();
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the pool.</summary>
    protected abstract ValueTask DisposeAsyncCore();
}
