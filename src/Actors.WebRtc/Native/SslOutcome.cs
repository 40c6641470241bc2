namespace Actors.WebRtc.Native;

/// <summary>What became of a step of a connection.</summary>
internal enum SslOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>It goes on as soon as a datagram or a time-out comes.</summary>
    Waiting,

    /// <summary>The other side said that it ends.</summary>
    Ended,

    /// <summary>The last flight was sent as often as may be, without an answer.</summary>
    TimedOut,

    /// <summary>It cannot go on.</summary>
    Failed,
}
