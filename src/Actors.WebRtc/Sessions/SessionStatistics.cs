using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sessions;

/// <summary>What came in and went out in one call.</summary>
public sealed record SessionStatistics
{
    /// <summary>Packets of video that came, those that came twice included.</summary>
    public long Packets { get; init; }

    /// <summary>Their bytes, with RTP headers and without protection.</summary>
    public long Bytes { get; init; }

    /// <summary>Packets that should have come and did not, not even when asked for again.</summary>
    public long PacketsLost { get; init; }

    /// <summary>Key frames handed over.</summary>
    public long KeyFrames { get; init; }

    /// <summary>Key frames of more pixels than allowed, which were not.</summary>
    public long OversizedFrames { get; init; }

    /// <summary>Frames dropped because something of them was missing or wrong.</summary>
    public long BrokenFrames { get; init; }

    /// <summary>How often a key frame was asked for (PLI).</summary>
    public long KeyFrameRequests { get; init; }

    /// <summary>How often packets were asked for again (NACK).</summary>
    public long Nacks { get; init; }

    /// <summary>How long a message there and its answer back take; none: not measured yet.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>How unevenly packets come (RFC 3550, section 6.4.1); none: no packet came yet.</summary>
    public TimeSpan? Jitter { get; init; }

    /// <summary>From the answer until media could come; none: not connected yet.</summary>
    public TimeSpan? SetupTime { get; init; }

    /// <summary>How the phone's address came to be known; none: there is none. The address itself is nobody's business.</summary>
    public IceCandidateKind? RemoteKind { get; init; }
}
