using Actors.Benchmarks.Harness;
using Actors.LoadTest.Servers;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Actors.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Sdk;

namespace Actors.Benchmarks.Durability;

/// <summary>
/// Two databases of a PostgreSQL server of our own, with its settings as they come: every commit is flushed.
/// </summary>
internal sealed class PostgresArena : IArena
{
    private readonly PostgresServer _server;
    private readonly PostgresDatabase _database;
    private readonly List<PostgresPeer> _peers = [];

    private PostgresArena(PostgresServer server, string ours, string peer)
    {
        _server = server;
        _database = new(peer);
        Storage = new() { Kind = StorageKind.Postgres, ConnectionString = ours };
    }

    public StorageOptions Storage { get; }

    public Aim Aim { get; } = Aim.PartOfPeer(0.2).And(Aim.AtLeast(50_000));

    public IReadOnlyList<int> BatchConnections { get; } = [1, 4];

    // As many as the pool of the platform has.
    public int MostConnections => 24;

    public static async Task<IArena> CreateAsync()
    {
        try
        {
            var server = await PostgresFixture.StartServerAsync();
            return new PostgresArena(server, await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());
        }
        catch (SkipException absent)
        {
            throw new BenchmarkSkippedException(absent.Message[(absent.Message.LastIndexOf('$') + 1)..]);
        }
    }

    public async Task PrepareAsync(PeerRows rows)
    {
        await new Migrator(_database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync();
        for (var each = 0; each < MostConnections; each++)
        {
            _peers.Add(await PostgresPeer.OpenAsync(_database.ConnectionString, rows));
        }

        for (var written = 0; written < rows.Count; written += PostgresPeer.BatchRows)
        {
            await _peers[0].WriteBatchAsync(writer: 0, writers: 1, withEvents: false);
        }

        for (var written = 0; written < rows.Count; written += PostgresPeer.BatchRows)
        {
            await _peers[0].WriteBatchAsync(writer: 0, writers: 1, withEvents: true);
        }
    }

    public Task WriteBatchAsync(int connection, int connections) =>
        _peers[connection].WriteBatchAsync(connection, connections, withEvents: true);

    public Task<Sample> WriteBatchesAsync(int connections, bool withEvents) => Load.RunAsync(
        connections, caller => _peers[caller].WriteBatchAsync(caller, connections, withEvents), PostgresPeer.BatchRows);

    public Task<Sample> WriteSinglesAsync(int connections) =>
        Load.RunAsync(connections, caller => _peers[caller].WriteSingleAsync(caller, connections));

    public async ValueTask DisposeAsync()
    {
        foreach (var peer in _peers)
        {
            await peer.DisposeAsync();
        }

        await _database.DisposeAsync();
        await _server.DisposeAsync();
    }
}
