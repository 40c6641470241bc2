using Actors.Storage.Databases;

namespace Actors.Storage.States;

/// <summary>
/// Stores state rows and the ledger on PostgreSQL: one statement per batch, one connection per lane, other connections for
/// reads.
/// </summary>
internal sealed class PostgresStateStore : IStateStore
{
    private readonly PostgresStateReader _reader;
    private readonly PostgresCommitter[] _committers;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="database">The database.</param>
    /// <param name="fence">Checked in every commit if it has a token.</param>
    /// <param name="lanes">The number of connections that commit in parallel, 1–4.</param>
    public PostgresStateStore(PostgresDatabase database, Fence fence, int lanes)
    {
        _reader = new(database.ConnectionString);
        _committers = [.. Enumerable.Range(0, lanes).Select(_ => new PostgresCommitter(database.ConnectionString, fence))];
    }

    public int Lanes => _committers.Length;

    public ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken) =>
        _reader.ReadAsync(key, cancellationToken);

    public ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken) =>
        _committers[lane].CommitAsync(batch, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        foreach (var committer in _committers)
        {
            await committer.DisposeAsync();
        }
    }
}
