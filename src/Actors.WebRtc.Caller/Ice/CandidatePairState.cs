namespace Actors.WebRtc.Caller.Ice;

/// <summary>
/// What is known of a pair (RFC 8445, section 6.1.2.6). With one component and one way out nothing is ever frozen.
/// </summary>
internal enum CandidatePairState
{
    /// <summary>Not checked yet, or to be checked again.</summary>
    Waiting = 0,

    /// <summary>A check was sent and not answered.</summary>
    InProgress = 1,

    /// <summary>The last check was answered.</summary>
    Succeeded = 2,

    /// <summary>The last check was not answered, or refused.</summary>
    Failed = 3,
}
