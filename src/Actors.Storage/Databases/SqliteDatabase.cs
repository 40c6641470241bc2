using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Actors.Storage.Databases;

/// <summary>
/// A SQLite file with a write-ahead log. Every commit is flushed to disk, and foreign keys are enforced. There is one
/// writer at a time; readers do not wait for it.
/// </summary>
public sealed class SqliteDatabase : Database
{
    /// <summary>The mode of the files: their owner reads and writes. SQLite gives the same to its log.</summary>
    internal const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;
    private static readonly string[] FileEnds = ["", "-wal", "-shm", ".lock", ".mark"];
    private readonly ConditionalWeakTable<sqlite3, SqliteDatabase> _configured = [];
    private readonly string _connectionString;
    private readonly TimeSpan _busyTimeout;
    private readonly bool _isReadOnly;
    private SqliteFiles? _files;

    /// <summary>Uses the file <paramref name="path"/>. <see cref="Create"/> makes it; connections never do.</summary>
    /// <param name="path">The file. Its folder must exist.</param>
    /// <param name="busyTimeout">
    /// How long to wait for another writer; <see cref="Limits.BusyTimeout"/> if <c>null</c>.
    /// </param>
    /// <param name="isReadOnly">Whether nothing is ever written, as to a backup. It must not be in use then.</param>
    public SqliteDatabase(string path, TimeSpan? busyTimeout = null, bool isReadOnly = false)
    {
        _isReadOnly = isReadOnly;
        Path = System.IO.Path.GetFullPath(path);
        _busyTimeout = busyTimeout ?? Limits.BusyTimeout;
        var builder = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = isReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
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

    /// <summary>Told of each commit before it is acknowledged; <c>null</c> if no server keeps a mark.</summary>
    internal MarkKeeper? Mark { get; set; }

    /// <summary>The reason of a failure that passes or that an operator can remove; <c>null</c> for any other one.</summary>
    public static string? Reason(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLITE_FULL => "The disk is full.",
        SQLITE_BUSY or SQLITE_LOCKED => "Another process holds the database file.",
        SQLITE_IOERR => "The disk reports an error.",
        SQLITE_CANTOPEN or SQLITE_READONLY or SQLITE_PERM or SQLITE_AUTH =>
            "The database file cannot be opened for writing.",
        SQLITE_CORRUPT => "The database file is damaged.",
        SQLITE_NOTADB => "The file is not a SQLite database.",
        SQLITE_NOMEM => "There is not enough memory.",
        _ => null,
    };

    /// <summary>Whether the file exists.</summary>
    public bool Exists => File.Exists(Path);

    /// <inheritdoc/>
    public override void Create()
    {
        try
        {
            if (!Exists && !Directory.Exists(Path)) // SQLite says what is wrong with a folder.
            {
                DurableFiles.CreateEmpty(Path);
            }
        }
        catch (IOException) when (Exists)
        {
            // Another process was quicker.
        }
    }

    /// <summary>
    /// Takes all rights to the files from other users. Call it before connections are opened: SQLite gives the mode of the
    /// database file to its log.
    /// </summary>
    /// <returns>What was done or is to be done, in words; empty if all was well.</returns>
    public IReadOnlyList<string> Protect()
    {
        var remarks = new List<string>();
        if (OperatingSystem.IsWindows())
        {
            return remarks;
        }

        foreach (var file in FileEnds.Select(end => Path + end).Where(File.Exists))
        {
            try
            {
                if ((File.GetUnixFileMode(file) & Others) != 0)
                {
                    File.SetUnixFileMode(file, OwnerOnly);
                    remarks.Add($"{file} was open to other users of this machine. It is not any more (mode 600).");
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                remarks.Add($"{file} is open to other users of this machine, and belongs to another one: chmod 600 it.");
            }
        }

        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if ((new DirectoryInfo(folder).UnixFileMode & Others) != 0)
        {
            remarks.Add($"The folder {folder} of the database is open to other users of this machine. Run chmod 700 {folder}.");
        }

        return remarks;
    }

    /// <summary>
    /// Takes the files as they are now for the right ones. From then on a write is refused when one of them was deleted,
    /// replaced or cut.
    /// </summary>
    public void Watch() => _files ??= new SqliteFiles(Path, Open(pooled: false));

    /// <inheritdoc/>
    internal override string? FindLoss() => _files?.FindLoss();

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
        _files?.Dispose();
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
        return ValueTask.CompletedTask;
    }

    // A separate method, because the analyzer asks asynchronous methods for BeginTransactionAsync.
    private static SqliteTransaction Begin(SqliteConnection connection) => connection.BeginTransaction(deferred: false);

    /// <summary>Once for each connection of the pool: what is set stays while it waits there.</summary>
    private void Configure(SqliteConnection connection)
    {
        if (_isReadOnly || (PageLimit is null && _configured.TryGetValue(connection.Handle!, out _)))
        {
            return;
        }

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

        _configured.AddOrUpdate(connection.Handle!, this);
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
            CreateFunction("writer_token", () =>
            {
                database.Fence.ThrowIfLost(database.FindLoss());
                return database.Fence.Token ?? 0;
            });
        }

        public override Task OpenAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Open();
            return Task.CompletedTask;
        }
    }
}
