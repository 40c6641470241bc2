namespace Actors.Storage;

/// <summary>The limits of storage. What an operator may change stands in <c>StorageOptions</c>.</summary>
public static class Limits
{
    /// <summary>How long a SQLite statement waits for another writer.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(1);
}
