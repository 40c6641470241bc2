using Actors.Storage.Databases;
using Actors.Storage.Reminders;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Databases;

/// <summary>What the writer's lock promises on every database.</summary>
public abstract class WriterLockTests(IDatabaseSource source) : IAsyncDisposable
{
    private readonly TestTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return source.DisposeAsync();
    }

    [Fact]
    public async Task A_second_process_is_refused_and_told_who_holds_the_lock()
    {
        var database = await source.CreateMigratedAsync();
        var fence = new Fence();
        await using var first = new WriterLock(database, fence, _time);
        await first.HoldAsync(Cancelled);
        await first.RaiseFenceAsync(Cancelled);
        Assert.Equal(1, fence.Token);

        await using var second = new WriterLock(source.Reopen(database), new Fence(), _time);
        var refusal = await Assert.ThrowsAsync<WriterLockHeldException>(() => second.HoldAsync(Cancelled));

        Assert.Contains(Environment.MachineName, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 00:00:00Z", refusal.Message, StringComparison.Ordinal);
        Assert.True(await first.KeepAsync(Cancelled));
    }

    [Fact]
    public async Task A_sleeper_is_refused_by_every_transaction_that_writes_and_not_by_those_that_read()
    {
        var sleeper = await source.CreateMigratedAsync();
        await using var first = new WriterLock(sleeper, sleeper.Fence, _time);
        await first.RaiseFenceAsync(Cancelled);
        await using var connection = await sleeper.OpenAsync(Cancelled);
        await using (var own = await sleeper.BeginWriteAsync(connection, Cancelled))
        {
            await own.CommitAsync(Cancelled);
        }

        var refused = 0;
        sleeper.Fence.FencedOff += (_, _) => refused++;
        var successor = source.Reopen(sleeper);
        await using var second = new WriterLock(successor, successor.Fence, _time);
        await second.RaiseFenceAsync(Cancelled);

        await Assert.ThrowsAsync<FencedOffException>(async () => await sleeper.BeginWriteAsync(connection, Cancelled));
        await Assert.ThrowsAsync<FencedOffException>(() => new ReminderTable(sleeper).UpsertRow(
            new() { GrainId = GrainId.Create("a", "b"), ReminderName = "c", Period = TimeSpan.FromMinutes(1) }));
        Assert.True(sleeper.Fence.IsFencedOff);
        Assert.Equal(2, refused);
        Assert.Empty((await new ReminderTable(sleeper).ReadRows(GrainId.Create("a", "b"))).Reminders);

        await using var other = await successor.OpenAsync(Cancelled);
        await using var transaction = await successor.BeginWriteAsync(other, Cancelled);
        await transaction.CommitAsync(Cancelled);
    }

    [Fact]
    public async Task A_lock_that_was_let_go_can_be_taken_with_a_higher_token()
    {
        var database = await source.CreateMigratedAsync();
        var (older, newer) = (new Fence(), new Fence());
        await using (var first = new WriterLock(database, older, _time))
        {
            await first.HoldAsync(Cancelled);
            await first.RaiseFenceAsync(Cancelled);
        }

        await using var second = new WriterLock(source.Reopen(database), newer, _time);
        await second.HoldAsync(Cancelled);
        await second.RaiseFenceAsync(Cancelled);

        Assert.True(newer.Token > older.Token);
    }

    [Fact]
    public async Task A_process_that_is_still_starting_is_not_named_but_refuses_all_the_same()
    {
        var database = await source.CreateMigratedAsync();
        await using var first = new WriterLock(database, new Fence(), _time);
        await first.HoldAsync(Cancelled);

        await using var second = new WriterLock(source.Reopen(database), new Fence(), _time);
        await Assert.ThrowsAsync<WriterLockHeldException>(() => second.HoldAsync(Cancelled));
    }

    public sealed class OnSqlite() : WriterLockTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : WriterLockTests(new PostgresSource(fixture))
    {
        [Fact]
        public async Task A_lock_lost_with_its_connection_is_taken_again()
        {
            await using var databases = new PostgresSource(fixture);
            var database = await databases.CreateMigratedAsync();
            await using var first = new WriterLock(database, new Fence(), new TestTimeProvider());
            await first.HoldAsync(Cancelled);
            await database.ExecuteAsync(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_locks WHERE locktype = 'advisory' AND database = "
                + "(SELECT oid FROM pg_database WHERE datname = current_database())");

            Assert.True(await first.KeepAsync(Cancelled));

            await using var second = new WriterLock(databases.Reopen(database), new Fence(), new TestTimeProvider());
            await Assert.ThrowsAsync<WriterLockHeldException>(() => second.HoldAsync(Cancelled));
        }
    }
}
