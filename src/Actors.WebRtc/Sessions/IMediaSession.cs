using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Sessions;

/// <summary>The state of a call.</summary>
public enum SessionState
{
    /// <summary>The call is answered, and the phone has not spoken.</summary>
    Waiting = 0,

    /// <summary>The DTLS handshake is under way.</summary>
    Securing = 1,

    /// <summary>SRTP keys are available; media may flow.</summary>
    Connected = 2,

    /// <summary>The call is over.</summary>
    Closed = 3,
}

/// <summary>Why a call ended.</summary>
public enum SessionEnd
{
    /// <summary>This side ended it.</summary>
    ClosedHere = 0,

    /// <summary>The phone ended it with <c>close_notify</c> of DTLS.</summary>
    ByPeer = 1,

    /// <summary>The phone's consent expired (RFC 7675): it is gone or has no network.</summary>
    ConsentLost = 2,

    /// <summary>No video came for <see cref="CallEndpointOptions.IdleTimeout"/>.</summary>
    Idle = 3,

    /// <summary>The phone did not connect within <see cref="CallEndpointOptions.SetupTimeout"/>.</summary>
    SetupTimeout = 4,

    /// <summary>The call lasted <see cref="CallEndpointOptions.TotalTimeout"/>.</summary>
    TotalTimeout = 5,

    /// <summary>The certificate does not match the offer, or there is no common SRTP profile.</summary>
    DtlsFailed = 6,

    /// <summary>The endpoint stopped.</summary>
    EndpointStopped = 7,

    /// <summary>An unexpected exception, which is logged.</summary>
    Failed = 8,

    /// <summary>The phone sent far more than cameras do (<see cref="CallEndpointOptions.FloodBitsPerSecond"/>).</summary>
    Flood = 9,
}

/// <summary>Statistics of one call.</summary>
public sealed record SessionStatistics
{
    /// <summary>Video packets received, duplicates included.</summary>
    public long Packets { get; init; }

    /// <summary>Their bytes with RTP headers, unprotected.</summary>
    public long Bytes { get; init; }

    /// <summary>Packets that never came, not even after a NACK.</summary>
    public long PacketsLost { get; init; }

    /// <summary>Key frames delivered.</summary>
    public long KeyFrames { get; init; }

    /// <summary>Key frames passed over because of their size or shape.</summary>
    public long UnusableFrames { get; init; }

    /// <summary>Key frames dropped because they came much sooner than asked for.</summary>
    public long EarlyFrames { get; init; }

    /// <summary>Frames dropped because they are incomplete or malformed.</summary>
    public long BrokenFrames { get; init; }

    /// <summary>Requests for key frames (PLI or FIR).</summary>
    public long KeyFrameRequests { get; init; }

    /// <summary>Requests for lost packets (NACK).</summary>
    public long Nacks { get; init; }

    /// <summary>The latest round trip; null if not measured yet.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>Interarrival jitter (RFC 3550, section 6.4.1); null if no packet came yet.</summary>
    public TimeSpan? Jitter { get; init; }

    /// <summary>The time from the answer until media could flow; null if not connected yet.</summary>
    public TimeSpan? SetupTime { get; init; }

    /// <summary>How often packets began to go to another address of the phone.</summary>
    public int PathChanges { get; init; }

    /// <summary>
    /// The type of the phone's candidate in use; null if there is none. The address itself is personal data and not
    /// kept.
    /// </summary>
    public IceCandidateKind? RemoteKind { get; init; }
}

/// <summary>The server's end of one call. Thread-safe.</summary>
public interface IMediaSession
{
    /// <summary>Our latest answer (SDP).</summary>
    string Answer { get; }

    /// <summary>The state of the call.</summary>
    SessionState State { get; }

    /// <summary>Statistics so far, or until the end of a call that is over.</summary>
    SessionStatistics Statistics { get; }

    /// <summary>
    /// Adds a candidate that the phone sent after its offer. Phones find the server without it, but Firefox on the same
    /// machine waits for a check.
    /// </summary>
    /// <param name="candidate">The candidate attribute. A malformed or unusable one is ignored.</param>
    void AddCandidate(string candidate);

    /// <summary>
    /// Answers a new offer in the same session, such as an ICE restart after the phone has changed its network (RFC
    /// 8445, section 2.4). Keys and pictures go on.
    /// </summary>
    /// <param name="offer">The phone's new offer (SDP).</param>
    /// <returns>Our answer; null if session or video differ, so that the offer needs a call of its own.</returns>
    /// <exception cref="Sdp.SdpException">The offer is malformed or not acceptable.</exception>
    string? Renegotiate(string offer);

    /// <summary>Ends the call and tells the phone. Does nothing if the call is over.</summary>
    void Close();
}

/// <summary>
/// Receives the events of one call, one at a time and in order. A slow sink delays other calls; a blocking one stops
/// them. A sink may call its session. Exceptions are logged and otherwise ignored.
/// </summary>
public interface ISessionSink
{
    /// <summary>The call is connected; media may follow.</summary>
    void OnConnected();

    /// <summary>Receives a key frame.</summary>
    /// <param name="frame">The VP8 frame. Valid only during the call.</param>
    /// <param name="width">The width in pixels. Frames of unusable sizes are not delivered.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="timestamp">The sampling time in ticks of 1/90,000 s of the phone's clock.</param>
    void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp);

    /// <summary>The call is over. Comes exactly once, as the last event.</summary>
    void OnClosed(SessionEnd cause);
}
