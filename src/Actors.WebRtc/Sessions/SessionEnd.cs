namespace Actors.WebRtc.Sessions;

/// <summary>Why a call is over.</summary>
public enum SessionEnd
{
    /// <summary>We ended it.</summary>
    ClosedHere = 0,

    /// <summary>The phone ended it, by <c>close_notify</c> of DTLS.</summary>
    ByPeer = 1,

    /// <summary>The phone stopped asking whether we are there (RFC 7675): it is gone or has no network.</summary>
    ConsentLost = 2,

    /// <summary>No video came for too long.</summary>
    Idle = 3,

    /// <summary>The phone did not manage to connect in time.</summary>
    SetupTimeout = 4,

    /// <summary>It lasted as long as a call may.</summary>
    TotalTimeout = 5,

    /// <summary>The phone is not who its offer said, or cannot protect media as we can.</summary>
    DtlsFailed = 6,

    /// <summary>The endpoint stopped.</summary>
    EndpointStopped = 7,

    /// <summary>Something unexpected happened, which is logged: a mistake of ours.</summary>
    Failed = 8,
}
