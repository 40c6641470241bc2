using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Caller;

/// <summary>What went out and came in at the caller's side.</summary>
public sealed record CallerStatistics
{
    /// <summary>Packets of video sent, without repetitions.</summary>
    public long Packets { get; init; }

    /// <summary>Bytes of their payload.</summary>
    public long Bytes { get; init; }

    /// <summary>Frames sent.</summary>
    public long Frames { get; init; }

    /// <summary>Those of them that are key frames.</summary>
    public long KeyFrames { get; init; }

    /// <summary>How often a key frame was asked for.</summary>
    public long KeyFrameRequests { get; init; }

    /// <summary>Packets that were asked for again.</summary>
    public long PacketsMissed { get; init; }

    /// <summary>Those of them that were still there and were sent again.</summary>
    public long PacketsRepeated { get; init; }

    /// <summary>Packets of media that came. From an endpoint that only receives: none.</summary>
    public long MediaReceived { get; init; }

    /// <summary>The last report of the other side; none: none came.</summary>
    public ReportBlock? LastReport { get; init; }

    /// <summary>How long a message there and its answer back take, from reports; none: not known yet.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>From the answer until media could be sent; none: not connected yet.</summary>
    public TimeSpan? SetupTime { get; init; }
}
