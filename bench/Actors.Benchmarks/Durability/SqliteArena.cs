using Actors.Benchmarks.Harness;
using Actors.Storage.Databases;
using Actors.Storage.Hosting;
using Actors.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Benchmarks.Durability;

/// <summary>
/// Two SQLite files, both with a write-ahead log that every commit flushes. There is one writer, so one connection.
/// </summary>
internal sealed class SqliteArena : IArena
{
    private readonly TempFolder _folder = new();
    private readonly SqliteDatabase _database;
    private SqlitePeer? _peer;

    private SqliteArena()
    {
        Storage = new() { Kind = StorageKind.Sqlite, Path = _folder.File("ours.db") };
        _database = new(_folder.File("peer.db"));
    }

    public StorageOptions Storage { get; }

    public Aim Aim { get; } = Aim.PartOfPeer(0.6);

    public IReadOnlyList<int> BatchConnections { get; } = [1];

    public int MostConnections => 1;

    private SqlitePeer Peer => _peer ?? throw new InvalidOperationException("The tables are not there yet.");

    public static Task<IArena> CreateAsync() => Task.FromResult<IArena>(new SqliteArena());

    public async Task PrepareAsync(PeerRows rows)
    {
        await new Migrator(_database, TimeProvider.System, NullLogger<Migrator>.Instance).MigrateAsync();
        _peer = new SqlitePeer((SqliteConnection)await _database.OpenAsync(), rows);
        _peer.Fill();
    }

    public Task WriteBatchAsync(int connection, int connections) => WriteAsync(SqlitePeer.BatchRows, withEvents: true);

    public Task<Sample> WriteBatchesAsync(int connections, bool withEvents) =>
        Load.RunAsync(connections, _ => WriteAsync(SqlitePeer.BatchRows, withEvents), SqlitePeer.BatchRows);

    public Task<Sample> WriteSinglesAsync(int connections) =>
        Load.RunAsync(connections, _ => WriteAsync(count: 1, withEvents: false));

    public async ValueTask DisposeAsync()
    {
        _peer?.Dispose();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The driver has no other way than the calling thread.</summary>
    private Task WriteAsync(int count, bool withEvents)
    {
        Peer.Write(count, withEvents);
        return Task.CompletedTask;
    }
}
