using Actors.Storage.Databases;
using Actors.Storage.Health;
using Actors.Storage.Tests.Samples;
using Actors.Testing;
using Actors.Testing.Databases;
using Orleans.Storage;

namespace Actors.Storage.Tests.States;

/// <summary>What every backend of the grain storage promises.</summary>
public abstract class GrainStorageTests : IAsyncDisposable
{
    private readonly StorageSource _source;

    private protected GrainStorageTests(StorageSource source) => _source = source;

    private static DateTimeOffset At => new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _source.DisposeAsync();
    }

    [Fact]
    public async Task What_was_never_written_reads_as_new()
    {
        var storage = await _source.StartAsync();
        var state = await storage.ReadAsync<Plain>("no-grain");

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Equal("", state.State!.Text);
    }

    [Fact]
    public async Task What_was_written_is_read_by_another_process()
    {
        var storage = await _source.StartAsync();
        var state = await storage.ReadAsync<Plain>("a");
        state.State!.Text = "検疫 😷";
        await storage.WriteAsync("a", state);
        Assert.Equal("1", state.ETag);
        await storage.WriteAsync("a", state);
        Assert.Equal("2", state.ETag);

        var other = await _source.StartAsync();
        var read = await other.ReadAsync<Plain>("a");
        Assert.True(read.RecordExists);
        Assert.Equal("2", read.ETag);
        Assert.Equal("検疫 😷", read.State!.Text);
    }

    /// <summary>
    /// While a cluster is upgraded, servers of two releases write the same states. When none of the older ones is left, an
    /// operator raises <c>Storage:WriteVersion</c>.
    /// </summary>
    [Fact]
    public async Task Two_releases_read_what_the_other_writes_until_the_write_version_is_raised()
    {
        var storage = await _source.StartAsync();
        var (old, next) = (storage.Storage, storage.Of(NextTally.CreateTypes(writeVersion: null)));
        var grain = StorageUnderTest.Grain("upgraded");
        var written = new GrainState<Tally>(new Tally { Note = "by the old one", Count = 1 });
        await old.WriteStateAsync("state", grain, written);

        var read = new GrainState<NextTally>(new NextTally());
        await next.ReadStateAsync("state", grain, read);
        Assert.Equal(("by the old one", 1), (read.State!.Remark, read.State.Count));
        read.State.Remark = "by the next one";
        await next.WriteStateAsync("state", grain, read);

        await old.ReadStateAsync("state", grain, written);
        Assert.Equal(("by the next one", 1), (written.State!.Note, written.State.Count));

        await storage.Of(NextTally.CreateTypes(writeVersion: 2)).WriteStateAsync("state", grain, read);
        await next.ReadStateAsync("state", grain, read);
        Assert.Equal("by the next one", read.State.Remark);
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => old.ReadStateAsync("state", grain, written));
        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_that_read_at_once_each_get_their_own()
    {
        const int count = 300;
        var storage = await _source.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, count / 2).Select(
            number => storage.WriteAsync($"{number}", new GrainState<Plain>(new Plain { Text = $"text {number}" }))));

        // Each twice, and as many that are not there.
        var read = await Task.WhenAll(Enumerable.Range(0, 2 * count).Select(
            each => Task.Run(() => storage.ReadAsync<Plain>($"{each % count}"))));

        Assert.All(read.Index(), each => Assert.Equal(each.Index % count < count / 2, each.Item.RecordExists));
        Assert.All(read.Index().Where(each => each.Item.RecordExists),
            each => Assert.Equal($"text {each.Index % count}", each.Item.State!.Text));
    }

    [Fact]
    public async Task A_writer_with_an_old_version_is_refused_and_changes_nothing()
    {
        var storage = await _source.StartAsync();
        var first = await storage.ReadAsync<Tally>("a");
        var second = await storage.ReadAsync<Tally>("a");
        first.State!.Count1(At);
        await storage.WriteAsync("a", first);
        second.State!.Count1(At).Note = "late";
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteAsync("a", second));

        Assert.Null(second.ETag);
        Assert.Single(second.State!.Uncommitted);
        Assert.Equal("", (await storage.ReadAsync<Tally>("a")).State!.Note);
        Assert.Single(await storage.ReadLedgerAsync());
    }

    [Fact]
    public async Task A_conflict_in_a_batch_hits_only_its_caller()
    {
        var storage = await _source.StartAsync();
        var states = new List<(string Key, GrainState<Tally> State)>();
        for (var i = 0; i < 200; i++)
        {
            states.Add(($"k{i}", await storage.ReadAsync<Tally>($"k{i}")));
        }

        var stale = await storage.ReadAsync<Tally>("k77");
        await storage.WriteAsync("k77", stale);

        var results = await Task.WhenAll(states.Select(async entry =>
        {
            entry.State!.State!.Count1(At);
            return (entry.Key, Failure: await Record.ExceptionAsync(() => storage.WriteAsync(entry.Key, entry.State)));
        }));

        var failed = Assert.Single(results, result => result.Failure is not null);
        Assert.Equal("k77", failed.Key);
        Assert.IsType<InconsistentStateException>(failed.Failure);
        Assert.Equal(199, (await storage.ReadLedgerAsync()).Count);
    }

    [Fact]
    public async Task Events_come_into_the_ledger_with_the_state_and_once()
    {
        var storage = await _source.StartAsync();
        var state = await storage.ReadAsync<Tally>("a");
        state.State!.Count1(At).Count1(At.AddSeconds(1));
        await storage.WriteAsync("a", state);
        Assert.Empty(state.State!.Uncommitted);
        state.State!.Count1(At.AddSeconds(2));
        await storage.WriteAsync("a", state);

        var ledger = await storage.ReadLedgerAsync();
        Assert.Equal([1, 2, 3], ledger.Select(row => row.Sequence));
        Assert.All(ledger, row => Assert.True(row.IsIntact));
        Assert.All(ledger, row => Assert.Equal("test.counted", row.Kind));
        Assert.Equal(ledger.OrderBy(row => row.Position), ledger);
    }

    [Fact]
    public async Task An_event_that_spoils_the_transaction_hits_only_its_caller()
    {
        var storage = await _source.StartAsync();
        var old = await storage.ReadAsync<Tally>("bad");
        old.State!.Count1(At);
        await storage.WriteAsync("bad", old);
        old.State!.LastSequence = 0; // A mistake in a grain: it numbers an event as an old one.
        old.State!.Count1(At);

        var others = Enumerable.Range(0, 60).Select(async i =>
        {
            var state = new GrainState<Tally>(new Tally().Count1(At));
            await storage.WriteAsync($"good{i}", state);
            return state.ETag;
        }).ToList();
        await Assert.ThrowsAnyAsync<Exception>(() => storage.WriteAsync("bad", old));

        Assert.All(await Task.WhenAll(others), etag => Assert.Equal("1", etag));
        Assert.Equal("1", (await storage.ReadAsync<Tally>("bad")).ETag);
        Assert.Equal(61, (await storage.ReadLedgerAsync()).Count);
    }

    [Fact]
    public async Task Clearing_needs_the_version_and_keeps_the_ledger()
    {
        var storage = await _source.StartAsync();
        var state = await storage.ReadAsync<Tally>("a");
        state.State!.Count1(At);
        await storage.WriteAsync("a", state);
        var stale = await storage.ReadAsync<Tally>("a");
        await storage.WriteAsync("a", state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearAsync("a", stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearAsync("a", new GrainState<Tally>(new Tally())));
        await storage.ClearAsync("a", state);

        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.False((await storage.ReadAsync<Tally>("a")).RecordExists);
        Assert.Single(await storage.ReadLedgerAsync());
        await storage.ClearAsync("a", state);
    }

    [Fact]
    public async Task A_writer_of_a_cleared_row_is_refused()
    {
        var storage = await _source.StartAsync();
        var state = new GrainState<Plain>(new Plain());
        await storage.WriteAsync("a", state);
        var stale = await storage.ReadAsync<Plain>("a");
        await storage.ClearAsync("a", state);

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteAsync("a", stale));
        Assert.False((await storage.ReadAsync<Plain>("a")).RecordExists);
    }

    [Fact]
    public async Task A_flipped_bit_is_found_and_never_served()
    {
        var storage = await _source.StartAsync();
        await storage.WriteAsync("a", new GrainState<Plain>(new Plain { Text = "fine" }));
        await storage.WriteAsync("b", new GrainState<Plain>(new Plain { Text = "fine" }));
        await _source.FlipBitAsync("a");

        var found = await Assert.ThrowsAsync<CorruptRecordException>(() => storage.ReadAsync<Plain>("a"));

        Assert.Equal("tally", found.Record.GrainType);
        Assert.Equal("grain_state", found.Record.Table);
        Assert.DoesNotContain("a/", found.Message, StringComparison.Ordinal);
        Assert.Equal(found.Record, Assert.Single(storage.Health.CorruptRecords));
        Assert.Equal("fine", (await storage.ReadAsync<Plain>("b")).State!.Text);
    }

    [Fact]
    public async Task A_stale_token_is_refused_for_ever()
    {
        var first = await _source.StartAsync(await _source.TakeOverAsync());
        var state = new GrainState<Plain>(new Plain());
        await first.WriteAsync("a", state);

        var second = await _source.StartAsync(await _source.TakeOverAsync());
        await Assert.ThrowsAsync<FencedOffException>(() => first.WriteAsync("a", state));
        await Assert.ThrowsAsync<FencedOffException>(() => first.WriteAsync("b", new GrainState<Plain>(new Plain())));

        Assert.Equal(StorageState.FencedOff, first.Health.Status.State);
        await second.WriteAsync("a", await second.ReadAsync<Plain>("a"));
        Assert.False((await second.ReadAsync<Plain>("b")).RecordExists);
    }

    [Fact]
    public async Task Writers_that_race_for_one_key_behave_like_compare_and_swap()
    {
        var storage = await _source.StartAsync();
        const int writers = 8;
        const int each = 15;
        var successes = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            var done = 0;
            while (done < each)
            {
                var state = await storage.ReadAsync<Tally>("shared");
                state.State!.Count1(At).Note += $"{writer},";
                if (await Record.ExceptionAsync(() => storage.WriteAsync("shared", state)) is null)
                {
                    done++;
                }
            }

            return done;
        })));

        var end = await storage.ReadAsync<Tally>("shared");
        Assert.Equal(successes.Sum(), end.State!.Count);
        Assert.Equal(writers * each, int.Parse(end.ETag!, System.Globalization.CultureInfo.InvariantCulture));
        var notes = end.State!.Note.Split(',', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(notes.CountBy(note => note), pair => Assert.Equal(each, pair.Value));
        Assert.Equal(
            Enumerable.Range(1, writers * each).Select(i => (long)i),
            (await storage.ReadLedgerAsync()).Select(row => row.Sequence));
    }

    public sealed class OnSqlite() : GrainStorageTests(new StorageSource(new SqliteSource()));

    public sealed class OnPostgres(PostgresFixture fixture)
        : GrainStorageTests(new StorageSource(new PostgresSource(fixture)));
}
