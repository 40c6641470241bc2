namespace Actors.WebRtc.Ice;

/// <summary>How far two sides have found each other.</summary>
public enum IceState
{
    /// <summary>No way to the other side is known to work.</summary>
    Checking = 0,

    /// <summary>One works; others may turn out better. Packets may flow.</summary>
    Connected = 1,

    /// <summary>One was chosen.</summary>
    Completed = 2,

    /// <summary>No way works, and no more candidates will come.</summary>
    Failed = 3,

    /// <summary>
    /// The other side has been silent for so long that it no longer agrees to being sent anything (RFC 7675, section 5.1).
    /// This is the end: only another call helps.
    /// </summary>
    Expired = 4,
}
