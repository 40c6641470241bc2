using System.Data.Common;
using Npgsql;

namespace Actors.Storage.Databases;

/// <summary>A database on a PostgreSQL server, 15 or newer, in UTF-8.</summary>
public sealed class PostgresDatabase : Database
{
    private const string MaxPoolSize = "Maximum Pool Size";

    /// <summary>
    /// The server ends a session that is idle in a transaction for so long, so that a hanging process does not lock rows.
    /// </summary>
    private const string IdleTimeout = "-c idle_in_transaction_session_timeout=5s";

    private readonly NpgsqlDataSource _dataSource;

    /// <summary>
    /// Uses the database that the connection string names. It must exist; <see cref="Migrator"/> creates its tables.
    /// </summary>
    public PostgresDatabase(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        builder.ApplicationName ??= $"actors/{Environment.ProcessId}"; // Names the process in pg_stat_activity.
        ConnectionString = builder.ToString();
        builder.MaxAutoPrepare = 50;
        builder.Options = $"{builder.Options} {IdleTimeout}".TrimStart();
        if (!builder.ShouldSerialize(MaxPoolSize))
        {
            builder.MaxPoolSize = Limits.PooledConnections;
        }

        _dataSource = NpgsqlDataSource.Create(builder);
        Description = $"PostgreSQL database {builder.Database} on {builder.Host}:{builder.Port}";
        FileName = string.Concat($"{builder.Host}-{builder.Port}-{builder.Database}"
            .Select(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or '_' ? sign : '_'));
    }

    /// <inheritdoc/>
    public override DatabaseDialect Dialect => DatabaseDialect.Postgres;

    /// <inheritdoc/>
    public override string Description { get; }

    /// <summary>Host, port and name of the database, for the names of files about it.</summary>
    public string FileName { get; }

    /// <summary>The connection string with credentials, for connections with other settings.</summary>
    internal string ConnectionString { get; }

    /// <inheritdoc/>
    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default) =>
        await _dataSource.OpenConnectionAsync(cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<IAsyncDisposable?> LockAsync(long number, CancellationToken cancellationToken = default) =>
        LockAsync("SELECT pg_advisory_lock(@number)", number, cancellationToken);

    /// <inheritdoc/>
    public override ValueTask<IAsyncDisposable?> TryLockAsync(long number, CancellationToken cancellationToken = default) =>
        LockAsync("SELECT pg_try_advisory_lock(@number)", number, cancellationToken);

    /// <inheritdoc/>
    public override DbDataSource CreateFencedDataSource() => new FencedDataSource(this);

    /// <inheritdoc/>
    protected override ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(cancellationToken);

    /// <summary>Opens a connection outside the pool, for locks that belong to a session.</summary>
    internal async ValueTask<DbConnection> OpenUnpooledAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, KeepAlive = 10 }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async ValueTask<IAsyncDisposable?> LockAsync(string sql, long number, CancellationToken cancellationToken)
    {
        var session = await OpenUnpooledAsync(cancellationToken);
        try
        {
            await using var command = session.Command(sql, ("number", number));
            command.CommandTimeout = 0;
            if (await command.ExecuteScalarAsync(cancellationToken) is not false)
            {
                return new SessionLock(session, number);
            }
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        await session.DisposeAsync();
        return null;
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeAsyncCore() => _dataSource.DisposeAsync();

    /// <summary>
    /// A lock that is held by a session. It is released by word: the server notices a session that is closed a little later.
    /// </summary>
    private sealed class SessionLock(DbConnection session, long number) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (session)
            {
                try
                {
                    await using var command = session.Command("SELECT pg_advisory_unlock(@number)", ("number", number));
                    await command.ExecuteNonQueryAsync();
                }
                catch (DbException)
                {
                    // The session is lost, and the lock with it.
                }
            }
        }
    }

    private sealed class FencedDataSource(PostgresDatabase database) : DbDataSource
    {
        public override string ConnectionString => database.ConnectionString;

        protected override DbConnection CreateDbConnection() => new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                Options = $"{IdleTimeout} -c actors.writer={database.Fence.Token}",
            }.ToString());
    }
}
