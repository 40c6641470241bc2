using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Caller;

/// <summary>Why a call ended for its caller.</summary>
public enum CallerEnd
{
    /// <summary>This side ended it.</summary>
    ClosedHere = 0,

    /// <summary>The other side ended it with <c>close_notify</c> of DTLS.</summary>
    ByOtherSide = 1,

    /// <summary>No candidate of the other side could be reached.</summary>
    Unreachable = 2,

    /// <summary>The other side's consent expired (RFC 7675).</summary>
    ConsentLost = 3,

    /// <summary>The certificate does not match the answer, or there is no common SRTP profile.</summary>
    DtlsFailed = 4,
}

/// <summary>Options of a caller.</summary>
public sealed record CallerOptions
{
    /// <summary>The local address to send from.</summary>
    public IPAddress LocalAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Whether to send video once the call is connected. Default true.</summary>
    public bool SendsVideo { get; init; } = true;

    /// <summary>Whether the offer includes our candidate; otherwise it follows later. Default true.</summary>
    public bool TellsAddress { get; init; } = true;

    /// <summary>The film starts at the first key frame at or after this frame.</summary>
    public int FirstFrame { get; init; }

    /// <summary>Times of ICE.</summary>
    public IceTimings Timings { get; init; } = new();
}

/// <summary>Statistics of a caller.</summary>
public sealed record CallerStatistics
{
    /// <summary>Video packets sent, without repetitions.</summary>
    public long Packets { get; init; }

    /// <summary>Bytes of their payload.</summary>
    public long Bytes { get; init; }

    /// <summary>Frames sent.</summary>
    public long Frames { get; init; }

    /// <summary>Key frames sent.</summary>
    public long KeyFrames { get; init; }

    /// <summary>Requests for key frames received.</summary>
    public long KeyFrameRequests { get; init; }

    /// <summary>Packets that the other side requested again.</summary>
    public long PacketsMissed { get; init; }

    /// <summary>Packets that were sent again.</summary>
    public long PacketsRepeated { get; init; }

    /// <summary>Media packets received; 0 from an endpoint that only receives.</summary>
    public long MediaReceived { get; init; }

    /// <summary>The other side's latest report; null if none came.</summary>
    public ReportBlock? LastReport { get; init; }

    /// <summary>The round trip from reports; null if unknown yet.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>The time from the answer until media could flow; null if not connected yet.</summary>
    public TimeSpan? SetupTime { get; init; }
}

/// <summary>A call ended before it was connected.</summary>
/// <param name="cause">Why it ended.</param>
public sealed class NotConnectedException(CallerEnd cause) : Exception($"The call was not connected: {cause}.")
{
    /// <summary>Why it ended.</summary>
    public CallerEnd Cause { get; } = cause;
}

/// <summary>
/// The callers of one process. One thread drives them all. A caller costs a socket, some 300 kB of packets kept for
/// repetition, and the CPU time of SRTP.
/// </summary>
public sealed class VideoCallers : IAsyncDisposable
{
    private const int TickMs = 10;

    private readonly ConcurrentDictionary<VideoCaller, bool> _callers = new();
    private readonly Ticker _ticker;

    /// <summary>Starts without callers.</summary>
    /// <param name="time">The clock of everything except the retransmissions of DTLS.</param>
    public VideoCallers(TimeProvider time)
    {
        (Time, Clock) = (time, new MonotonicClock(time));
        Random = RandomNumberGenerator.Create();
        Context = new DtlsContext(DtlsCertificate.Create(time));
        _ticker = new Ticker(time, TickMs, Tick);
    }

    internal TimeProvider Time { get; }

    internal MonotonicClock Clock { get; }

    internal RandomNumberGenerator Random { get; }

    /// <summary>The DTLS context of all callers.</summary>
    internal DtlsContext Context { get; }

    /// <summary>Creates a caller with an offer.</summary>
    /// <param name="clip">The film that it sends.</param>
    /// <param name="options">Its options.</param>
    public VideoCaller Create(VideoClip clip, CallerOptions? options = null)
    {
        var caller = new VideoCaller(this, clip, options ?? new());
        _callers[caller] = true;
        return caller;
    }

    /// <summary>Ends all calls.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ticker.DisposeAsync();
        foreach (var (caller, _) in _callers)
        {
            await caller.DisposeAsync();
        }

        Context.Dispose();
        Random.Dispose();
    }

    /// <summary>Describes our side of a new call.</summary>
    internal LocalTransport Describe(ImmutableArray<IPEndPoint> endPoints) =>
        LocalTransport.Create(Random, Context.Certificate.Fingerprint, endPoints);

    internal void Remove(VideoCaller caller) => _ = _callers.TryRemove(caller, out _);

    private void Tick()
    {
        var now = Clock.Now;
        foreach (var (caller, _) in _callers)
        {
            caller.Tick(now);
        }
    }
}
