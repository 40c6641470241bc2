using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.Databases;

/// <summary>
/// A SQLite file: write-ahead log, every commit flushed to disk before it counts, foreign keys held. One writer at a
/// time, readers never wait for it.
/// </summary>
public sealed class SqliteDatabase : Database
{
    private readonly string _connectionString;
    private readonly TimeSpan _busyTimeout;

    /// <summary>The database in the file <paramref name="path"/>, made when it is not there.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="busyTimeout">How long to wait for another writer before giving up; <see cref="Limits.BusyTimeout"/>.</param>
    public SqliteDatabase(string path, TimeSpan? busyTimeout = null)
    {
        Path = System.IO.Path.GetFullPath(path);
        _busyTimeout = busyTimeout ?? Limits.BusyTimeout;
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            // The driver repeats a refused statement for so many seconds, after SQLite's own wait; 0 would mean for ever.
            DefaultTimeout = 1,
        };
        _connectionString = builder.ToString();
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>
    /// Pages that the file may have; connections opened later hold it. Null: as many as the disk takes.
    /// </summary>
    public int? PageLimit { get; set; }

    /// <inheritdoc/>
    public override DatabaseDialect Dialect => DatabaseDialect.Sqlite;

    /// <inheritdoc/>
    public override string Description => $"SQLite file {Path}";

    /// <inheritdoc/>
    public override ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<DbConnection>(Open());
    }

    /// <inheritdoc/>
    public override DbDataSource CreateFencedDataSource() => new FencedDataSource(this);

    /// <inheritdoc/>
    protected override ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<DbTransaction>(Begin((SqliteConnection)connection));
    }

    /// <summary>As <see cref="OpenAsync"/>: SQLite has no other way than the calling thread.</summary>
    /// <param name="pooled">False: disposing it really closes it, and with it whatever may be wrong with it.</param>
    internal SqliteConnection Open(bool pooled = true)
    {
        var connection = new SqliteConnection(pooled ? _connectionString : _connectionString + ";Pooling=False");
        try
        {
            connection.Open();
            Configure(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeAsyncCore()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    // SQLite has no other way than the calling thread.
    private static SqliteTransaction Begin(SqliteConnection connection) => connection.BeginTransaction(deferred: false);

    private void Configure(SqliteConnection connection)
    {
        connection.CreateFunction("writer_token", () => Fence.Token ?? 0);
        using var command = connection.Command(
            $"""
            PRAGMA busy_timeout = {(int)_busyTimeout.TotalMilliseconds};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA recursive_triggers = ON; -- Without it INSERT OR REPLACE would get past the triggers of the ledger.
            """);
        command.ExecuteNonQuery();
        if (PageLimit is { } limit)
        {
            using var limiting = connection.Command($"PRAGMA max_page_count = {limit}");
            limiting.ExecuteNonQuery();
        }
    }

    private sealed class FencedDataSource(SqliteDatabase database) : DbDataSource
    {
        public override string ConnectionString => database._connectionString;

        protected override DbConnection CreateDbConnection() => new FencedConnection(database);
    }

    /// <summary>A connection that is configured as ours are, by whatever way it is opened.</summary>
    private sealed class FencedConnection(SqliteDatabase database) : SqliteConnection(database._connectionString)
    {
        public override void Open()
        {
            base.Open();
            database.Configure(this);
        }

        public override Task OpenAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Open();
            return Task.CompletedTask;
        }
    }
}
