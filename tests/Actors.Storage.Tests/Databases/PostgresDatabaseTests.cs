using Actors.Storage.Databases;
using Actors.Testing;

namespace Actors.Storage.Tests.Databases;

/// <summary>How many connections a server of ours takes from the PostgreSQL server.</summary>
/// <remarks>
/// When hundreds of grains woke at once, each read its state over a connection of its own: a PostgreSQL server that
/// admits 100, as it comes, refused some of them, and the grains did not wake.
/// </remarks>
public sealed class PostgresDatabaseTests(PostgresFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_all_connections_are_taken_the_next_reader_waits() =>
        Assert.Equal(Limits.PooledConnections, await CountAsync("", Limits.PooledConnections));

    [Fact]
    public async Task The_connection_string_may_allow_less() =>
        Assert.Equal(1, await CountAsync(";Maximum Pool Size=1", readers: 1));

    [Fact]
    public async Task The_connection_string_may_allow_more() => Assert.Equal(
        Limits.PooledConnections + 1, await CountAsync(";Maximum Pool Size=40", Limits.PooledConnections));

    /// <summary>
    /// Takes a connection for each reader and asks for one more before giving one back; tells how many there are then.
    /// </summary>
    private async Task<long> CountAsync(string settings, int readers)
    {
        await using var database = new PostgresDatabase(await fixture.CreateDatabaseAsync(Cancelled) + settings);
        var taken = await Task.WhenAll(Enumerable.Range(0, readers).Select(_ => database.OpenAsync(Cancelled).AsTask()));
        var next = database.OpenAsync(Cancelled).AsTask();
        await taken[0].DisposeAsync();
        await using var last = await next;
        await using var command = last.Command("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()");
        var count = (long)(await command.ExecuteScalarAsync(Cancelled))!;
        await Task.WhenAll(taken.Skip(1).Select(connection => connection.DisposeAsync().AsTask()));
        return count;
    }
}
