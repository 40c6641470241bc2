namespace Actors.Storage.Databases;

/// <summary>Which SQL a database speaks.</summary>
public enum DatabaseDialect
{
    /// <summary>One file beside the program.</summary>
    Sqlite,

    /// <summary>A PostgreSQL server, 15 or newer.</summary>
    Postgres,
}
