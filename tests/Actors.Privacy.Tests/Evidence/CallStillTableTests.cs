using Actors.Domain.Calls;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Protection;
using Actors.Privacy.Evidence;
using Actors.Testing;
using Actors.Testing.Databases;

namespace Actors.Privacy.Tests.Evidence;

public sealed class CallStillTableTests(PostgresFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_several_servers_deletes_at_a_time()
    {
        await using var source = new PostgresSource(fixture);
        await using var database = await source.CreateMigratedAsync();
        var (table, now) = (new CallStillTable(database), DateTimeOffset.UnixEpoch);
        var owner = new CallStillOwner(RecordId.New(), "call", EntrantId.New());
        await table.InsertAsync([new(owner, 0, now, now, Sealed.FromBytes([1, 2, 3]))], Cancelled);
        await using (await database.LockAsync(CallStillTable.SweepLock, Cancelled))
        {
            Assert.Equal(0, await table.DeleteExpiredAsync(now, limit: 10, Cancelled));
        }

        Assert.Equal(1, await table.DeleteExpiredAsync(now, limit: 10, Cancelled));
    }
}
