using System.Globalization;
using Actors.Storage.Databases;
using Actors.Testing;

namespace Actors.Storage.Tests.Databases;

public sealed class SqliteDatabaseTests
{
    /// <summary>Each use of a pooled connection set these again, which took longer than most queries.</summary>
    [Fact]
    public async Task Every_connection_is_set_up_also_one_that_comes_from_the_pool()
    {
        using var folder = new TempFolder();
        await using var database = new SqliteDatabase(folder.File("actors.db"));
        database.Create();
        for (var round = 0; round < 3; round++)
        {
            await using var first = await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var second = await database.OpenAsync(TestContext.Current.CancellationToken);
            foreach (var connection in new[] { first, second })
            {
                foreach (var (name, expected) in new[]
                {
                    ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("recursive_triggers", "1"),
                    ("busy_timeout", ((int)Limits.BusyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
                })
                {
                    await using var command = connection.Command($"PRAGMA {name}");
                    var value = await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
                    Assert.Equal((name, expected), (name, Convert.ToString(value, CultureInfo.InvariantCulture)));
                }
            }
        }
    }
}
