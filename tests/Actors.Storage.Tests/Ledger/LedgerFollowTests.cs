using Actors.Storage.Ledger;
using Actors.Storage.Tests.Samples;
using Actors.Storage.Tests.States;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Storage.Tests.Ledger;

/// <summary>
/// Who follows the ledger while transactions commit side by side sees every event exactly once. Two processes write, as
/// several servers do.
/// </summary>
public abstract class LedgerFollowTests : IAsyncDisposable
{
    private const int Writers = 24;
    private const int Each = 25;
    private readonly StorageSource _source;

    private protected LedgerFollowTests(StorageSource source) => _source = source;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _source.DisposeAsync();
    }

    [Fact]
    public async Task A_follower_misses_nothing_and_sees_nothing_twice()
    {
        var first = await _source.StartAsync();
        var second = await _source.StartAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(
            writer => Task.Run(() => WriteAsync(writer % 2 == 0 ? first : second, writer))));
        var seen = new List<LedgerRow>();
        var position = LedgerPosition.Start;
        var isOver = false;
        while (!isOver)
        {
            if (writing.IsCompleted)
            {
                await writing;
                await first.ReadLedgerAsync(); // Until all that was committed can be read.
                isOver = true;
            }

            IReadOnlyList<LedgerRow> rows;
            do
            {
                rows = await first.Ledger.ReadAsync(position, 7, TestContext.Current.CancellationToken);
                seen.AddRange(rows);
                position = rows is [.., var last] ? last.Position : position;
            }
            while (rows.Count > 0);
        }

        Assert.Equal(Writers * Each, seen.Count);
        foreach (var grain in seen.GroupBy(row => row.GrainKey))
        {
            // In order within each grain, whatever the others did.
            Assert.Equal(Enumerable.Range(1, Each).Select(i => (long)i), grain.Select(row => row.Sequence));
        }
    }

    private static async Task WriteAsync(StorageUnderTest storage, int writer)
    {
        var state = new GrainState<Tally>(new Tally());
        for (var i = 0; i < Each; i++)
        {
            state.State!.Count1(storage.Time.GetUtcNow());
            var write = storage.WriteAsync($"w{writer}", state);
            await storage.DriveAsync(write, TestContext.Current.CancellationToken);
        }
    }

    public sealed class OnSqlite() : LedgerFollowTests(new StorageSource(new SqliteSource()));

    public sealed class OnPostgres(PostgresFixture fixture)
        : LedgerFollowTests(new StorageSource(new PostgresSource(fixture)));
}
