namespace Actors.Storage.Hosting;

/// <summary>Where everything is stored.</summary>
public enum StorageKind
{
    /// <summary>In a SQLite file.</summary>
    Sqlite,

    /// <summary>On a PostgreSQL server.</summary>
    Postgres,

    /// <summary>Nowhere: gone with the process. Without read models.</summary>
    Memory,
}
