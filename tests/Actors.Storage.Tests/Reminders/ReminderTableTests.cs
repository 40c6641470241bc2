using Actors.Storage.Reminders;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Reminders;

/// <summary>What every reminder table promises.</summary>
public abstract class ReminderTableTests(IDatabaseSource source) : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private ReminderTable _table = null!;

    public async ValueTask InitializeAsync() => _table = new ReminderTable(await source.CreateMigratedAsync());

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _table.Dispose();
        return source.DisposeAsync();
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

    private static ReminderEntry Entry(string key, string name, DateTimeOffset start, TimeSpan period) => new()
    {
        GrainId = GrainId.Create("r", key),
        ReminderName = name,
        StartAt = start.UtcDateTime,
        Period = period,
    };

    private async Task<List<uint>> HashesAsync(uint begin, uint end) =>
        [.. (await _table.ReadRows(begin, end)).Reminders.Select(row => row.GrainId.GetUniformHashCode()).Order()];

    public sealed class OnSqlite() : ReminderTableTests(new SqliteSource());

    public sealed class OnPostgres(PostgresFixture fixture) : ReminderTableTests(new PostgresSource(fixture));
}
