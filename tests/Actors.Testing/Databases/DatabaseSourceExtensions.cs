using Actors.Storage.Databases;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Actors.Testing.Databases;

/// <summary>What several suites do with databases.</summary>
public static class DatabaseSourceExtensions
{
    /// <summary>A new database with all tables.</summary>
    public static async Task<Database> CreateMigratedAsync(this IDatabaseSource source)
    {
        var database = await source.CreateAsync();
        await new Migrator(database, new TestTimeProvider(), NullLogger<Migrator>.Instance)
            .MigrateAsync(TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>Runs a statement; gives the first column of its first row, or null.</summary>
    public static async Task<object?> ExecuteAsync(this Database database, string sql, params (string, object?)[] parameters)
    {
        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
