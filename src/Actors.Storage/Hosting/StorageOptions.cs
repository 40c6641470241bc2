using Microsoft.Extensions.Options;

namespace Actors.Storage.Hosting;

/// <summary>The settings of storage.</summary>
public sealed class StorageOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Storage";

    /// <summary>The database. Default: SQLite.</summary>
    public StorageKind Kind { get; set; } = StorageKind.Sqlite;

    /// <summary>The SQLite file. Default: <c>actors.db</c> in the working folder.</summary>
    public string Path { get; set; } = "actors.db";

    /// <summary>The connection string of PostgreSQL. No default.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// The mark: the file that says, outside the database, how far it has come, so that an older copy is refused. On PostgreSQL
    /// <c>{database}</c> stands for host, port and name. Default: <see cref="Path"/> with <c>.mark</c> on SQLite; none on
    /// PostgreSQL.
    /// </summary>
    public string? MarkPath { get; set; }

    /// <summary>Transactions that commit in parallel on PostgreSQL, 1–4. Default: 2.</summary>
    public int CommitLanes { get; set; } = 2;

    /// <summary>
    /// Whether one process alone may write. Default: yes. No for the servers of a cluster, in which Orleans keeps one activation
    /// of each grain (<c>Cluster:Kind</c> sets it).
    /// </summary>
    public bool IsSingleWriter { get; set; } = true;

    /// <summary>
    /// The storage version that is written, from 1. Leave it while servers of the release before run beside this one; raise it
    /// when none does any more. Default: the newest that the release before can read.
    /// </summary>
    public int? WriteVersion { get; set; }

    /// <summary>
    /// The name of this server in signs of life and outages. It must be the same after every restart. Default: the machine
    /// name.
    /// </summary>
    public string ServerId { get; set; } = Environment.MachineName;

    /// <summary>Checks the options.</summary>
    internal sealed class Validator : IValidateOptions<StorageOptions>
    {
        private const int MostLanes = 4;

        public ValidateOptionsResult Validate(string? name, StorageOptions options)
        {
            var failures = new List<string>();
            if (options.Kind == StorageKind.Sqlite && string.IsNullOrWhiteSpace(options.Path))
            {
                failures.Add("Storage:Path is needed for SQLite: the file of the database.");
            }

            if (options.Kind == StorageKind.Postgres && string.IsNullOrWhiteSpace(options.ConnectionString))
            {
                failures.Add(
                    "Storage:ConnectionString is needed for PostgreSQL, such as Host=db;Database=actors;Username=actors.");
            }

            if (options.CommitLanes is < 1 or > MostLanes)
            {
                failures.Add($"Storage:CommitLanes is {options.CommitLanes}; it must be 1 to {MostLanes}.");
            }

            if (options is { IsSingleWriter: false, Kind: not StorageKind.Postgres })
            {
                failures.Add($"A cluster needs PostgreSQL: set Storage:Kind=Postgres, or remove Cluster:Kind.");
            }

            if (string.IsNullOrWhiteSpace(options.ServerId))
            {
                failures.Add("Storage:ServerId is needed: a name for this server that stays the same after a restart.");
            }

            return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
        }
    }
}

/// <summary>The kind of database.</summary>
public enum StorageKind
{
    /// <summary>A SQLite file.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server.</summary>
    Postgres,
}
