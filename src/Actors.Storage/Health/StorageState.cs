namespace Actors.Storage.Health;

/// <summary>Whether storage can do its work.</summary>
public enum StorageState
{
    /// <summary>It commits.</summary>
    Available,

    /// <summary>It does not commit; it keeps trying.</summary>
    Unavailable,

    /// <summary>Another process has taken over: this one never writes again.</summary>
    FencedOff,
}
