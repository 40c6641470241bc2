namespace Actors.Privacy.Access;

/// <summary>In what way the access log is not what was written.</summary>
public enum AccessLogFaultKind
{
    /// <summary>An entry is missing although later ones are there.</summary>
    Missing,

    /// <summary>An entry was edited, moved here from another place, or made without the key.</summary>
    Altered,

    /// <summary>
    /// An entry is genuine but does not follow the one before it: parts of two histories were put together.
    /// </summary>
    Unlinked,

    /// <summary>An entry is not the one that an anchor remembers: everything up to it was replaced.</summary>
    NotAsAnchored,

    /// <summary>The log ends before an anchor: its end was cut off.</summary>
    TailMissing,

    /// <summary>An entry names a secret that is not at hand, so nobody can say whether it is genuine.</summary>
    KeyMissing,
}
