using System.Data.Common;
using Actors.Storage.Databases;

namespace Actors.Privacy.Tests.Access;

/// <summary>A SQLite database on a disk without a free page.</summary>
internal sealed class FullDatabase(string path) : Database
{
    private readonly SqliteDatabase _inner = new(path);

    public override DatabaseDialect Dialect => DatabaseDialect.Sqlite;

    public override string Description => _inner.Description;

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = await _inner.OpenAsync(cancellationToken);
        // Below the present size it means: not one page more.
        await using var command = connection.Command("PRAGMA max_page_count = 1");
        await command.ExecuteScalarAsync(cancellationToken);
        return connection;
    }

    protected override ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _inner.BeginWriteAsync(connection, cancellationToken);

    protected override ValueTask DisposeAsyncCore() => _inner.DisposeAsync();
}
