using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Actors.Storage.States;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Storage.Tests.States;

/// <summary>Starts grain storage on one database for a conformance suite.</summary>
/// <param name="databases">Creates the database.</param>
/// <param name="wrap">Puts a test double around the store; none if <c>null</c>.</param>
internal sealed class StorageSource(IDatabaseSource databases, Func<IStateStore, IStateStore>? wrap = null) : IAsyncDisposable
{
    private readonly List<StorageUnderTest> _started = [];
    private Database? _database;

    /// <summary>Starts grain storage. Each call is another process on the same database.</summary>
    /// <param name="token">The fencing token it holds; fencing is off if <c>null</c>.</param>
    public async Task<StorageUnderTest> StartAsync(long? token = null)
    {
        var fence = new Fence();
        if (token is { } held)
        {
            fence.Raise(held);
        }

        var database = databases.Reopen(await DatabaseAsync());
        IStateStore store = database switch
        {
            SqliteDatabase sqlite => new SqliteStateStore(sqlite, fence),
            _ => new PostgresStateStore((PostgresDatabase)database, fence, lanes: 2),
        };
        var started = new StorageUnderTest(
            wrap?.Invoke(store) ?? store, new LedgerReader(database), new DueIndex(database), fence, database);
        _started.Add(started);
        return started;
    }

    /// <summary>Another process takes over. Returns its token.</summary>
    public async Task<long> TakeOverAsync()
    {
        var fence = new Fence();
        await using var successor = new WriterLock(await DatabaseAsync(), fence, TimeProvider.System);
        await successor.RaiseFenceAsync();
        return fence.Token!.Value;
    }

    /// <summary>Flips one bit in the stored payload of a state.</summary>
    public async Task FlipBitAsync(string key)
    {
        // SQLite has no exclusive or: there the closing brace, 0x7D, loses bits and becomes 0x21.
        var database = await DatabaseAsync();
        var sql = database.Dialect == DatabaseDialect.Sqlite
            ? "UPDATE grain_state SET payload = CAST(substr(payload, 1, length(payload) - 1) || x'21' AS BLOB) "
                + "WHERE grain_key = @key RETURNING 1"
            : "UPDATE grain_state SET payload = "
                + "set_byte(payload, length(payload) - 3, get_byte(payload, length(payload) - 3) # 4) "
                + "WHERE grain_key = @key RETURNING 1";
        await ReadNumberAsync(sql, ("key", key));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _started)
        {
            await started.DisposeAsync();
        }

        await databases.DisposeAsync();
    }

    private async Task<Database> DatabaseAsync()
    {
        if (_database is null)
        {
            _database = await databases.CreateAsync();
            await new Migrator(_database, new TestTimeProvider(), NullLogger<Migrator>.Instance).MigrateAsync();
        }

        return _database;
    }

    private async Task<long> ReadNumberAsync(string sql, params (string, object?)[] parameters)
    {
        await using var connection = await (await DatabaseAsync()).OpenAsync();
        await using var command = connection.Command(sql, parameters);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
