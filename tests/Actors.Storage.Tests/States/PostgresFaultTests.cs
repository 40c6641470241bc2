using Actors.LoadTest.Servers;
using Actors.Storage.Databases;
using Actors.Storage.Ledger;
using Actors.Storage.States;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Actors.Testing.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Storage;

namespace Actors.Storage.Tests.States;

/// <summary>What may happen between the platform and a PostgreSQL server, on a server of its own.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private TcpProxy _proxy = null!;
    private PostgresDatabase _database = null!;
    private StorageUnderTest _storage = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresFixture.StartServerAsync(Cancelled);
        _proxy = new TcpProxy(_server.Port);
        var direct = new NpgsqlConnectionStringBuilder(await _server.CreateDatabaseAsync(Cancelled)) { Port = _proxy.Port };
        _database = new PostgresDatabase(direct.ToString());
        await new Migrator(_database, new TestTimeProvider(), NullLogger<Migrator>.Instance).MigrateAsync(Cancelled);
        var fence = new Fence();
        var store = new PostgresStateStore(_database, fence, lanes: 2);
        _storage = new StorageUnderTest(store, new LedgerReader(_database), new DueIndex(_database), fence, _database);
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        await _database.DisposeAsync();
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_lost_answer_to_a_commit_is_an_unknown_outcome()
    {
        var state = new GrainState<Tally>(new Tally());
        for (var i = 0; i < 2; i++)
        {
            // So that the statement is prepared: the next answer is the one to the commit.
            state.State!.Count1(_storage.Time.GetUtcNow());
            await _storage.WriteAsync("a", state);
        }

        state.State!.Count1(_storage.Time.GetUtcNow());
        _proxy.LoseNextAnswer();

        await Assert.ThrowsAsync<CommitOutcomeUnknownException>(() => _storage.WriteAsync("a", state));
        await _storage.RecoverAsync(Cancelled);

        // It had been committed. Writing again is refused, reading gives the truth.
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteAsync("a", state));
        var read = await _storage.ReadAsync<Tally>("a");
        Assert.Equal("3", read.ETag);
        Assert.Equal(3, read.State!.Count);
        Assert.Equal(3, (await _storage.ReadLedgerAsync()).Count);
    }

    [Fact]
    public async Task Ended_sessions_are_opened_again()
    {
        await _storage.WriteAsync("a", new GrainState<Plain>(new Plain()));
        await _database.ExecuteAsync(
            "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity "
            + "WHERE datname = current_database() AND pid <> pg_backend_pid()");

        await _storage.DriveAsync(WriteUntilAcknowledgedAsync("a"), Cancelled);

        await _storage.RecoverAsync(Cancelled);
        Assert.True((await ReadUntilAnsweredAsync<Plain>("a")).RecordExists);
    }

    [Fact]
    public async Task A_server_that_is_killed_and_comes_back_has_lost_nothing_acknowledged()
    {
        const int writers = 24;
        const int each = 40;
        var acknowledged = new long[writers];
        var firstRounds = Enumerable.Range(0, writers).Select(_ => new TaskCompletionSource()).ToArray();
        var killed = new TaskCompletionSource();
        var writing = Enumerable.Range(0, writers)
            .Select(writer => Task.Run(() => CountAsync(writer, each, acknowledged, firstRounds[writer], killed.Task)))
            .ToList();
        await Task.WhenAll(firstRounds.Select(first => first.Task)).WaitAsync(Cancelled);
        await _server.KillAsync();
        killed.SetResult();
        await _server.RestartAsync(Cancelled);
        await _storage.DriveAsync(Task.WhenAll(writing), Cancelled);
        var ledger = (await AskUntilAnsweredAsync(_storage.ReadLedgerAsync)).CountBy(row => row.GrainKey).ToDictionary();
        for (var writer = 0; writer < writers; writer++)
        {
            var state = await ReadUntilAnsweredAsync<Tally>($"w{writer}");
            Assert.InRange(state.State!.Count, acknowledged[writer], long.MaxValue);
            Assert.Equal(state.State!.Count, ledger[$"w{writer}"]);
        }

        await _storage.RecoverAsync(Cancelled);
    }

    [Fact]
    public async Task Plans_look_up_rows_one_by_one_also_when_made_for_empty_tables()
    {
        var shape = BatchShape.Updates | BatchShape.Inserts | BatchShape.Clears | BatchShape.Events | BatchShape.Fenced;
        var plan = await PostgresPlans.ExplainAsync(_database.ConnectionString, shape, Cancelled);

        Assert.DoesNotContain("Seq Scan on grain_state", plan, StringComparison.Ordinal);
        Assert.Equal(2, plan.Split("Index Scan using grain_state_pkey on grain_state").Length - 1);
        Assert.Contains("Index Cond: ((grain_type = (i_", plan, StringComparison.Ordinal);
        Assert.Contains("Hash Cond: (e.ordinal = ", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_due_rows_are_read_in_the_order_of_the_index_and_never_sorted()
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString);
        await connection.OpenAsync(Cancelled);
        var names = new[] { "@partition", "@priority", "@now", "@afterAt", "@afterType", "@afterKey", "@limit" };
        var query = names.Index().Aggregate(
            DueIndex.Query, (sql, name) => sql.Replace(name.Item, $"${name.Index + 1}", StringComparison.Ordinal));
        await using var prepare = connection.Command(
            $"SET enable_seqscan = off; PREPARE page (smallint, smallint, bigint, bigint, text, text, bigint) AS {query}");
        await prepare.ExecuteNonQueryAsync(Cancelled);
        await using var explain = connection.Command("EXPLAIN (COSTS OFF) EXECUTE page (1, 2, 3, 1, 'a', 'b', 500)");
        await using var reader = await explain.ExecuteReaderAsync(Cancelled);
        var plan = new List<string>();
        while (await reader.ReadAsync(Cancelled))
        {
            plan.Add(reader.GetString(0));
        }

        Assert.Contains(plan, line => line.Contains("Index Only Scan using grain_state_due", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, line => line.Contains("Sort", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reads_look_up_rows_one_by_one_also_when_planned_for_an_empty_table()
    {
        await using var connection = new NpgsqlConnection(PostgresStateReader.SessionOf(_database.ConnectionString));
        await connection.OpenAsync(Cancelled);
        var query = PostgresStateReader.Query.Replace("@types", "$1", StringComparison.Ordinal)
            .Replace("@keys", "$2", StringComparison.Ordinal).Replace("@names", "$3", StringComparison.Ordinal);
        await using var prepare = connection.Command($"PREPARE batch (text[], text[], text[]) AS {query}");
        await prepare.ExecuteNonQueryAsync(Cancelled);
        await using var explain = connection.Command("EXPLAIN (COSTS OFF) EXECUTE batch (NULL, NULL, NULL)");
        await using var reader = await explain.ExecuteReaderAsync(Cancelled);
        var plan = new List<string>();
        while (await reader.ReadAsync(Cancelled))
        {
            plan.Add(reader.GetString(0));
        }

        Assert.Contains(
            plan, line => line.Contains("Index Scan using grain_state_pkey on grain_state", StringComparison.Ordinal));
        Assert.Contains(plan, line => line.Contains("Index Cond: ((grain_type = (i.grain_type)", StringComparison.Ordinal));
    }

    /// <summary>Counts up one key; after a failure it does what a grain does: reads again, then goes on.</summary>
    private async Task CountAsync(
        int writer, int times, long[] acknowledged, TaskCompletionSource firstRound, Task killed)
    {
        var state = await _storage.ReadAsync<Tally>($"w{writer}");
        for (var round = 0; round < times || !killed.IsCompleted; round++)
        {
            state.State!.Count1(_storage.Time.GetUtcNow());
            try
            {
                await _storage.WriteAsync($"w{writer}", state);
                acknowledged[writer] = state.State!.Count;
                firstRound.TrySetResult();
            }
            catch (CommitOutcomeUnknownException)
            {
                state = await ReadUntilAnsweredAsync<Tally>($"w{writer}");
            }
        }
    }

    private Task<GrainState<T>> ReadUntilAnsweredAsync<T>(string key)
        where T : new() => AskUntilAnsweredAsync(() => _storage.ReadAsync<T>(key));

    /// <summary>Connections of a pool that the server has ended are found out one by one, by using them.</summary>
    private static async Task<T> AskUntilAnsweredAsync<T>(Func<Task<T>> ask)
    {
        while (true)
        {
            Cancelled.ThrowIfCancellationRequested();
            try
            {
                return await ask();
            }
            catch (NpgsqlException)
            {
                await Task.Yield();
            }
        }
    }

    private async Task WriteUntilAcknowledgedAsync(string key)
    {
        while (true)
        {
            var state = await ReadUntilAnsweredAsync<Plain>(key);
            try
            {
                await _storage.WriteAsync(key, state);
                return;
            }
            catch (CommitOutcomeUnknownException)
            {
                // As a grain does: read again, then go on.
            }
        }
    }
}
