namespace Actors.WebRtc.Ice;

/// <summary>The times of ICE, in milliseconds as everywhere near packets; the defaults are those of the standards.</summary>
public sealed record IceTimings
{
    /// <summary>Between two new checks: Ta (RFC 8445, section 14.2).</summary>
    public long PaceMs { get; init; } = 50;

    /// <summary>Until a check is sent a second time, at least: RTO (RFC 8445, section 14.3). It doubles each time.</summary>
    public long RetransmissionMs { get; init; } = 500;

    /// <summary>How often a check is sent before it is given up: Rc (RFC 8489, section 6.2.1).</summary>
    public int Transmissions { get; init; } = 7;

    /// <summary>How many RTO an answer to the last one is waited for: Rm (RFC 8489, section 6.2.1).</summary>
    public int LastWait { get; init; } = 16;

    /// <summary>How long a way that works waits for a better one before it is chosen.</summary>
    public long NominationPatienceMs { get; init; } = 200;

    /// <summary>Between two requests for consent, on average (RFC 7675, section 5.1).</summary>
    public long ConsentIntervalMs { get; init; } = 5_000;

    /// <summary>How long consent lasts (RFC 7675, section 5.1).</summary>
    public long ConsentLifeMs { get; init; } = 30_000;
}
