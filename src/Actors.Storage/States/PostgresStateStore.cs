using System.Data.Common;
using Actors.Domain.Ledger;
using Actors.Storage.Databases;
using Actors.Storage.Fencing;

namespace Actors.Storage.States;

/// <summary>
/// State rows and ledger on PostgreSQL: one statement per batch, a connection per lane, reads through the pool.
/// </summary>
internal sealed class PostgresStateStore : IStateStore
{
    private readonly PostgresDatabase _database;
    private readonly PostgresCommitter[] _committers;

    /// <summary>Opens nothing yet.</summary>
    /// <param name="database">Where.</param>
    /// <param name="fence">Checked in every commit when raised.</param>
    /// <param name="lanes">Connections that commit side by side, 1–4.</param>
    public PostgresStateStore(PostgresDatabase database, Fence fence, int lanes)
    {
        _database = database;
        _committers = [.. Enumerable.Range(0, lanes).Select(_ => new PostgresCommitter(database.ConnectionString, fence))];
    }

    public int Lanes => _committers.Length;

    public async ValueTask<StoredState?> ReadAsync(StateKey key, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var command = connection.Command(
            """
            SELECT version, due_at, due_priority, payload, checksum FROM grain_state
            WHERE grain_type = @type AND grain_key = @key AND state_name = @name
            """,
            ("type", key.GrainType),
            ("key", key.GrainKey),
            ("name", key.StateName));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Current(reader) : null;
    }

    public ValueTask CommitAsync(int lane, IReadOnlyList<StateChange> batch, CancellationToken cancellationToken) =>
        _committers[lane].CommitAsync(batch, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var committer in _committers)
        {
            await committer.DisposeAsync();
        }
    }

    private static StoredState Current(DbDataReader reader) => new(
        reader.GetInt64(0),
        reader.IsDBNull(1) ? null : reader.GetInt64(1),
        reader.IsDBNull(2) ? null : (DuePriority)reader.GetInt16(2),
        reader.GetFieldValue<byte[]>(3),
        unchecked((uint)reader.GetInt64(4)));
}
