using Actors.Storage.Databases;
using Xunit;

namespace Actors.Testing.Databases;

/// <summary>Databases on the PostgreSQL server of the test run.</summary>
public sealed class PostgresSource(PostgresFixture fixture) : IDatabaseSource
{
    private readonly List<Database> _databases = [];

    public async Task<Database> CreateAsync() =>
        Open(await fixture.CreateDatabaseAsync(TestContext.Current.CancellationToken));

    public Database Reopen(Database database) => Open(((PostgresDatabase)database).ConnectionString);

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }
    }

    private PostgresDatabase Open(string connectionString)
    {
        var database = new PostgresDatabase(connectionString);
        _databases.Add(database);
        return database;
    }
}
