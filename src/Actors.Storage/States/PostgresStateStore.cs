using Actors.Storage.Databases;

namespace Actors.Storage.States;

/// <summary>
/// State rows and ledger on PostgreSQL: one statement per batch, a connection per lane, reads by others.
/// </summary>
internal sealed class PostgresStateStore : IStateStore
{
    private readonly PostgresStateReader _reader;
    private readonly PostgresCommitter[] _committers;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="database">Where.</param>
    /// <param name="fence">Checked in every commit when raised.</param>
    /// <param name="lanes">Connections that commit side by side, 1–4.</param>
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
