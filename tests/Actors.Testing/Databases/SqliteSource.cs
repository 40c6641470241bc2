using Actors.Storage.Databases;

namespace Actors.Testing.Databases;

/// <summary>SQLite files in a temporary folder.</summary>
public sealed class SqliteSource : IDatabaseSource
{
    private readonly TempFolder _folder = new();
    private readonly List<Database> _databases = [];

    public Task<Database> CreateAsync() => Task.FromResult<Database>(Open(_folder.File($"{_databases.Count}.db")));

    public Database Reopen(Database database) => Open(((SqliteDatabase)database).Path);

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }

        _folder.Dispose();
    }

    private SqliteDatabase Open(string path)
    {
        var database = new SqliteDatabase(path, busyTimeout: TimeSpan.FromMilliseconds(50));
        _databases.Add(database);
        return database;
    }
}
