using Actors.Storage.Reminders;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Reminders;

/// <summary>What every reminder table promises.</summary>
public abstract class ReminderTableTests(IDatabaseSource? source) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private IReminderTable _table = null!;

    private IReminderSchedule Schedule => (IReminderSchedule)_table;

    public async ValueTask InitializeAsync() =>
        _table = source is null ? new MemoryReminderTable() : new ReminderTable(await source.CreateMigratedAsync());

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return source?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_stored_is_read_in_every_way()
    {
        var entry = Entry("a", "plan", Noon, TimeSpan.FromHours(24));
        var etag = await _table.UpsertRow(entry);

        var row = await _table.ReadRow(entry.GrainId, "plan");
        Assert.NotNull(row);
        Assert.Equal(entry.GrainId, row.GrainId);
        Assert.Equal(entry.StartAt, row.StartAt);
        Assert.Equal(DateTimeKind.Utc, row.StartAt.Kind);
        Assert.Equal(entry.Period, row.Period);
        Assert.Equal(etag, row.ETag);
        Assert.Equal("plan", Assert.Single((await _table.ReadRows(entry.GrainId)).Reminders).ReminderName);
        Assert.Null(await _table.ReadRow(entry.GrainId, "other"));
        Assert.Empty((await _table.ReadRows(GrainId.Create("r", "b"))).Reminders);
    }

    [Fact]
    public async Task Storing_again_replaces_and_gives_another_version()
    {
        var first = await _table.UpsertRow(Entry("a", "plan", Noon, TimeSpan.FromHours(24)));
        var second = await _table.UpsertRow(Entry("a", "plan", Noon.AddHours(1), TimeSpan.FromHours(12)));

        Assert.NotEqual(first, second);
        var row = Assert.Single((await _table.ReadRows(0, 0)).Reminders);
        Assert.Equal(TimeSpan.FromHours(12), row.Period);
    }

    [Fact]
    public async Task Removing_needs_the_version()
    {
        var entry = Entry("a", "plan", Noon, TimeSpan.FromHours(24));
        var old = await _table.UpsertRow(entry);
        var etag = await _table.UpsertRow(entry);

        Assert.False(await _table.RemoveRow(entry.GrainId, "plan", old!));
        Assert.False(await _table.RemoveRow(entry.GrainId, "plan", "no number"));
        Assert.True(await _table.RemoveRow(entry.GrainId, "plan", etag!));
        Assert.False(await _table.RemoveRow(entry.GrainId, "plan", etag!));
    }

    [Fact]
    public async Task A_range_of_hashes_is_open_below_closed_above_and_may_wrap()
    {
        var grains = Enumerable.Range(0, 20).Select(i => Entry($"g{i}", "r", Noon, TimeSpan.FromHours(1))).ToList();
        foreach (var entry in grains)
        {
            await _table.UpsertRow(entry);
        }

        var hashes = grains.Select(entry => entry.GrainId.GetUniformHashCode()).Order().ToList();
        var (low, high) = (hashes[4], hashes[12]);

        Assert.Equal(hashes[5..13], await HashesAsync(low, high));
        Assert.Equal([.. hashes[..5], .. hashes[13..]], await HashesAsync(high, low));
        Assert.Equal(hashes, await HashesAsync(7, 7));
    }

    [Fact]
    public async Task Ticks_lie_behind_the_start_by_whole_periods()
    {
        await _table.UpsertRow(Entry("a", "r", Noon, TimeSpan.FromMinutes(10)));

        Assert.Empty(await DueAsync(Noon.AddMinutes(-30), Noon.AddMicroseconds(-1)));
        Assert.Equal([Noon], await DueAsync(Noon.AddMicroseconds(-1), Noon));
        Assert.Empty(await DueAsync(Noon, Noon.AddMinutes(10).AddMicroseconds(-1)));
        Assert.Equal([Noon.AddMinutes(10)], await DueAsync(Noon, Noon.AddMinutes(10)));
        Assert.Equal([Noon.AddMinutes(50)], await DueAsync(Noon.AddMinutes(1), Noon.AddMinutes(59)));
        Assert.Empty(await DueAsync(Noon.AddMinutes(10), Noon.AddMinutes(10)));
    }

    [Fact]
    public async Task Due_reminders_are_those_that_arithmetic_finds()
    {
        var random = new SeededRandom(20260302);
        var entries = new List<ReminderEntry>();
        foreach (var i in Enumerable.Range(0, 120))
        {
            var period = TimeSpan.FromMinutes(random.Next(1, 6) * 7);
            entries.Add(Entry($"g{i}", "r", Noon.AddSeconds(random.Next(-90_000, 20_000)), period));
            await _table.UpsertRow(entries[^1]);
        }

        for (var round = 0; round < 40; round++)
        {
            var after = Noon.AddSeconds(random.Next(-4_000, 4_000));
            var until = after.AddSeconds(random.Next(0, 3_000));
            var expected = entries
                .Select(entry => LastTick(entry, after, until))
                .Where(tick => tick is not null)
                .Select(tick => tick!.Value)
                .Order();
            Assert.Equal(expected, (await DueAsync(after, until)).Order());
        }
    }

    private static ReminderEntry Entry(string key, string name, DateTimeOffset start, TimeSpan period) => new()
    {
        GrainId = GrainId.Create("r", key),
        ReminderName = name,
        StartAt = start.UtcDateTime,
        Period = period,
    };

    /// <summary>By counting ticks, which is slow and plainly right.</summary>
    private static DateTimeOffset? LastTick(ReminderEntry entry, DateTimeOffset after, DateTimeOffset until)
    {
        DateTimeOffset? last = null;
        for (var tick = new DateTimeOffset(entry.StartAt); tick <= until; tick += entry.Period)
        {
            last = tick > after ? tick : last;
        }

        return last;
    }

    private async Task<List<DateTimeOffset>> DueAsync(DateTimeOffset after, DateTimeOffset until)
    {
        var due = await Schedule.ReadDueAsync(after, until, TestContext.Current.CancellationToken);
        return [.. due.Select(reminder => reminder.TickAt)];
    }

    private async Task<List<uint>> HashesAsync(uint begin, uint end) =>
        [.. (await _table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId.GetUniformHashCode()).Order()];

    public sealed class InMemory() : ReminderTableTests(null);

    public sealed class OnSqlite() : ReminderTableTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : ReminderTableTests(new PostgresSource(fixture));
}
