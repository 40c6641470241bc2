using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Caller;

/// <summary>
/// Callers of one process: one thread drives them all, and none has a thread of its own. A call costs a socket, some hundred
/// kilobytes for packets that may be asked for again, and what the protection of its video takes.
/// </summary>
public sealed class VideoCallers : IAsyncDisposable
{
    private const int TickMs = 10;

    private readonly ConcurrentDictionary<VideoCaller, bool> _peers = new();
    private readonly Ticker _ticker;

    /// <summary>No callers yet.</summary>
    /// <param name="time">The clock of everything except the repetitions of a DTLS handshake.</param>
    /// <param name="srtp">Who protects media.</param>
    public VideoCallers(TimeProvider time, SrtpImplementation srtp = SrtpImplementation.LibSrtp)
    {
        (Time, Srtp, Clock) = (time, srtp, new MonotonicClock(time));
        Random = RandomNumberGenerator.Create();
        Context = new DtlsContext(DtlsCertificate.Create(time));
        _ticker = new Ticker(time, TickMs, Tick);
    }

    internal TimeProvider Time { get; }

    internal SrtpImplementation Srtp { get; }

    internal MonotonicClock Clock { get; }

    internal RandomNumberGenerator Random { get; }

    /// <summary>The certificate of all callers.</summary>
    internal DtlsContext Context { get; }

    /// <summary>A caller with an offer.</summary>
    /// <param name="clip">What it sends.</param>
    /// <param name="options">How it behaves.</param>
    public VideoCaller Create(VideoClip clip, CallerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var peer = new VideoCaller(this, clip, options ?? new());
        _peers[peer] = true;
        return peer;
    }

    /// <summary>Ends all calls.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ticker.DisposeAsync();
        foreach (var (peer, _) in _peers)
        {
            await peer.DisposeAsync();
        }

        Context.Dispose();
        Random.Dispose();
    }

    /// <summary>What a new caller tells about itself.</summary>
    internal LocalTransport Describe(ImmutableArray<IPEndPoint> endPoints) =>
        LocalTransport.Create(Random, SdpFingerprint.OfCertificate(Context.Certificate.Certificate), endPoints);

    internal void Remove(VideoCaller peer) => _ = _peers.TryRemove(peer, out _);

    private void Tick()
    {
        var now = Clock.Now;
        foreach (var (peer, _) in _peers)
        {
            peer.Tick(now);
        }
    }
}
