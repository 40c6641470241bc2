namespace Actors.WebRtc.Caller;

/// <summary>Why a call is over for its caller.</summary>
public enum CallerEnd
{
    /// <summary>We ended it.</summary>
    ClosedHere = 0,

    /// <summary>The other side ended it, by <c>close_notify</c> of DTLS.</summary>
    ByOtherSide = 1,

    /// <summary>The other side could not be reached.</summary>
    Unreachable = 2,

    /// <summary>The other side stopped answering (RFC 7675).</summary>
    ConsentLost = 3,

    /// <summary>The other side is not who its answer said, or cannot protect media as we can.</summary>
    DtlsFailed = 4,
}
