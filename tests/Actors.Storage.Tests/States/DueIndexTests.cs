using Actors.Domain.Ledger;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.States;

/// <summary>What every due index promises.</summary>
public abstract class DueIndexTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly StorageSource _source;

    private protected DueIndexTests(StorageSource source) => _source = source;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _source.DisposeAsync();
    }

    [Fact]
    public async Task Due_grains_come_by_urgency_then_by_time()
    {
        var storage = await _source.StartAsync();
        await WriteAsync(storage, "late prompt", Noon.AddMinutes(-1), DuePriority.Prompt);
        await WriteAsync(storage, "early prompt", Noon.AddMinutes(-9), DuePriority.Prompt);
        await WriteAsync(storage, "call", Noon, DuePriority.Escalation);
        await WriteAsync(storage, "tomorrow", Noon.AddDays(1), DuePriority.Escalation);
        await storage.WriteAsync("never", new GrainState<Tally>(new Tally()));

        var due = await ReadAsync(storage, Noon, limit: 100);

        Assert.Single(due, grain => grain.GrainKey == "call");
        Assert.Equal(3, due.Count);
        Assert.All(due, grain => Assert.Equal("tally", grain.GrainType));
        Assert.Equal(
            new DueTime(Noon.AddMinutes(-9), DuePriority.Prompt),
            due.Single(grain => grain.GrainKey == "early prompt").Due);
    }

    [Fact]
    public async Task One_partition_is_in_order_and_keeps_to_the_limit()
    {
        var storage = await _source.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => WriteAsync(
            storage, $"g{i}", Noon.AddSeconds(-i % 37), (DuePriority)(i % 4))));

        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            var all = await storage.Due.ReadDueAsync(
                partition, Noon, 1000, cancellationToken: TestContext.Current.CancellationToken);
            var some = await storage.Due.ReadDueAsync(
                partition, Noon, 5, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(
                all.OrderBy(grain => grain.Due.Priority).ThenBy(grain => grain.Due.At)
                    .ThenBy(grain => grain.GrainKey, StringComparer.Ordinal),
                all);
            Assert.Equal(all.Take(5), some);
            Assert.InRange(all.Count, 5, 60);
        }
    }

    [Fact]
    public async Task Reading_on_behind_the_last_one_gives_every_grain_once()
    {
        var storage = await _source.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => WriteAsync(
            storage, $"g{i}", Noon.AddSeconds(-i % 5), (DuePriority)(i % 4))));

        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            var all = await storage.Due.ReadDueAsync(
                partition, Noon, 1000, cancellationToken: TestContext.Current.CancellationToken);
            var pages = new List<DueGrain>();
            IReadOnlyList<DueGrain> page;
            do
            {
                page = await storage.Due.ReadDueAsync(
                    partition, Noon, 3, pages.Count == 0 ? null : pages[^1], TestContext.Current.CancellationToken);
                pages.AddRange(page);
            }
            while (page.Count > 0);
            Assert.Equal(all, pages);
        }
    }

    [Fact]
    public async Task A_new_due_time_replaces_the_old_one_and_a_clear_removes_it()
    {
        var storage = await _source.StartAsync();
        var state = await WriteAsync(storage, "a", Noon, DuePriority.Answer);
        state.State!.NextDue = new DueTime(Noon.AddHours(1), DuePriority.Answer);
        await storage.WriteAsync("a", state);
        Assert.Empty(await ReadAsync(storage, Noon, 10));
        Assert.Single(await ReadAsync(storage, Noon.AddHours(1), 10));

        state.State!.NextDue = null;
        await storage.WriteAsync("a", state);
        Assert.Empty(await ReadAsync(storage, Noon.AddHours(2), 10));

        state.State!.NextDue = new DueTime(Noon, DuePriority.Answer);
        await storage.WriteAsync("a", state);
        await storage.ClearAsync("a", state);
        Assert.Empty(await ReadAsync(storage, Noon, 10));
    }

    private static async Task<GrainState<Tally>> WriteAsync(
        StorageUnderTest storage, string key, DateTimeOffset at, DuePriority priority)
    {
        var state = new GrainState<Tally>(new Tally { NextDue = new DueTime(at, priority) });
        await storage.WriteAsync(key, state);
        return state;
    }

    private static async Task<List<DueGrain>> ReadAsync(StorageUnderTest storage, DateTimeOffset now, int limit)
    {
        var due = new List<DueGrain>();
        for (var partition = 0; partition < Domain.Limits.DuePartitions; partition++)
        {
            due.AddRange(await storage.Due.ReadDueAsync(
                partition, now, limit, cancellationToken: TestContext.Current.CancellationToken));
        }

        return due;
    }

    public sealed class OnSqlite() : DueIndexTests(new StorageSource(new SqliteSource()));

    public sealed class OnPostgres(PostgresFixture fixture)
        : DueIndexTests(new StorageSource(new PostgresSource(fixture)));
}
