using System.Data.Common;
using Actors.Storage.Databases;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Databases;

/// <summary>What many callers write in one transaction, on SQLite and PostgreSQL.</summary>
public abstract class WriteGroupTests(IDatabaseSource source) : IAsyncLifetime
{
    private Database _database = null!;

    public async ValueTask InitializeAsync() => _database = await source.CreateMigratedAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _database.DisposeAsync();
        await source.DisposeAsync();
    }

    [Fact]
    public async Task Every_write_is_done_once_and_answered_with_its_own_result()
    {
        var group = new WriteGroup(_database);
        var results = await Task.WhenAll(Enumerable.Range(1, 500).Select(number =>
            group.RunAsync(async transaction => number + 1_000 * await AddAsync(transaction, number))));
        Assert.Equal(Enumerable.Range(1, 500).Select(number => number + 1_000L), results);
        Assert.Equal(500, await CountAsync());
    }

    /// <summary>
    /// The first write holds its transaction open until the others are waiting: they go into one together.
    /// </summary>
    [Fact]
    public async Task A_writer_does_not_fail_for_what_another_wrote()
    {
        var group = new WriteGroup(_database);
        var others = new TaskCompletionSource();
        var first = group.RunAsync(async transaction =>
        {
            await others.Task;
            return await AddAsync(transaction, 1);
        });
        var good = group.RunAsync(transaction => AddAsync(transaction, 2));
        var bad = group.RunAsync(async transaction =>
        {
            await AddAsync(transaction, 3);
            await using var command = transaction.Command("INSERT INTO no_such_table VALUES (1)");
            return await command.ExecuteNonQueryAsync();
        });
        var late = group.RunAsync(transaction => AddAsync(transaction, 4));
        others.SetResult();

        Assert.Equal(1, await first);
        Assert.Equal(1, await good);
        await Assert.ThrowsAnyAsync<DbException>(() => bad);
        Assert.Equal(1, await late);
        Assert.Equal(3, await CountAsync());
    }

    private static async Task<long> AddAsync(DbTransaction transaction, int number)
    {
        await using var command = transaction.Command(
            "INSERT INTO server_liveness (server_id, seen_at) VALUES (@id, 1)", ("id", $"server {number}"));
        return await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync()
    {
        await using var connection = await _database.OpenAsync();
        await using var command = connection.Command("SELECT count(*) FROM server_liveness");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public sealed class OnSqlite() : WriteGroupTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : WriteGroupTests(new PostgresSource(fixture));
}
