namespace Actors.WebRtc.Srtp;

/// <summary>What became of a packet.</summary>
public enum SrtpResult
{
    /// <summary>It was protected, or it is genuine and now in clear.</summary>
    Ok,

    /// <summary>
    /// Its index was there before, or is so old that nobody knows (RFC 3711, section 3.3.2). When sending: a second packet
    /// with the same number would give the key stream away, so it is refused.
    /// </summary>
    Replay,

    /// <summary>It was not made by the other side, or was changed on the way. What the buffer holds is of no use.</summary>
    Auth,

    /// <summary>It is not an RTP or RTCP packet.</summary>
    Malformed,

    /// <summary>It is of one stream more than a call may have (<see cref="SrtpSession.MostSources"/>).</summary>
    TooManySources,

    /// <summary>The key protected as many packets as it may (RFC 3711, section 9.2).</summary>
    KeyExhausted,
}
