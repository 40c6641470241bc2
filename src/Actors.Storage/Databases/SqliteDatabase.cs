using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Actors.Storage.Databases;

/// <summary>
/// A SQLite file with a write-ahead log. Every commit is flushed to disk, and foreign keys are enforced. There is one
/// writer at a time; readers do not wait for it.
/// </summary>
public sealed class SqliteDatabase : Database
{
    private readonly string _connectionString;
    private readonly TimeSpan _busyTimeout;

    /// <summary>Uses the file <paramref name="path"/>, which is created if it does not exist.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="busyTimeout">
    /// How long to wait for another writer; <see cref="Limits.BusyTimeout"/> if <c>null</c>.
    /// </param>
    public SqliteDatabase(string path, TimeSpan? busyTimeout = null)
    {
        Path = System.IO.Path.GetFullPath(path);
        _busyTimeout = busyTimeout ?? Limits.BusyTimeout;
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            // Seconds for which the driver retries a busy statement after SQLite's own wait; 0 would mean forever.
            DefaultTimeout = 1,
        };
        _connectionString = builder.ToString();
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>
    /// The largest number of pages, enforced by connections opened later; <c>null</c> if unlimited.
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

    /// <summary>Opens a connection on the calling thread; SQLite has no asynchronous interface.</summary>
    /// <param name="pooled"><c>false</c> to close the connection, and any fault in it, when it is disposed.</param>
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

    // A separate method, because the analyzer asks asynchronous methods for BeginTransactionAsync.
    private static SqliteTransaction Begin(SqliteConnection connection) => connection.BeginTransaction(deferred: false);

    private void Configure(SqliteConnection connection)
    {
        using var command = connection.Command(
            $"""
            PRAGMA busy_timeout = {(int)_busyTimeout.TotalMilliseconds};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA recursive_triggers = ON; -- Without it INSERT OR REPLACE bypasses the triggers of the ledger.
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
            CreateFunction("writer_token", () => database.Fence.Token ?? 0);
        }

        public override Task OpenAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Open();
            return Task.CompletedTask;
        }
    }
}
