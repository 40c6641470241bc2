namespace Actors.Privacy;

/// <summary>Why protected data could not be used; the tag <c>reason</c> of the failure counter.</summary>
internal enum ProtectionFailure
{
    /// <summary>A sealed value was changed or moved.</summary>
    BrokenSeal,

    /// <summary>The master key that wrapped a record's key is not at hand.</summary>
    MasterKeyMissing,

    /// <summary>A wrapped key was changed or moved.</summary>
    BrokenWrap,

    /// <summary>The access log could not be written, so nothing was opened.</summary>
    AccessLogUnavailable,
}
