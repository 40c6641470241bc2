using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Native;
using Actors.WebRtc.Sdp;
using Microsoft.Extensions.Logging;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The endpoint on the parts of this library. One UDP port and a few threads serve all calls, and one more drives them.
/// </summary>
/// <remarks>
/// Everything that arrives is dropped unless it belongs to a call: checks must carry the call's name and password, everything
/// else must come from an address that checks proved. What is dropped is counted, not logged.
/// </remarks>
public sealed class CallEndpoint : ICallEndpoint, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly CallEndpointOptions _options;
    private readonly ImmutableArray<DatagramSocket> _sockets;
    private readonly ImmutableArray<IPEndPoint> _announced;
    private readonly EndpointParts _parts;
    private readonly Ticker _ticker;
    private int _running;
    private bool _isStopping;

    /// <summary>An endpoint that answers from now on.</summary>
    /// <param name="options">How; they are taken as valid.</param>
    /// <param name="time">The clock of everything except the repetitions of a DTLS handshake.</param>
    /// <param name="log">What is written down.</param>
    /// <param name="meters">Who makes the meter <c>Actors.WebRtc</c>.</param>
    /// <exception cref="InvalidOperationException">Native libraries are missing.</exception>
    /// <exception cref="SocketException">The port cannot be had.</exception>
    public CallEndpoint(
        CallEndpointOptions options, TimeProvider time, ILogger<CallEndpoint> log, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        NativeParts.Require(options.Srtp);
        _options = options;
        _sockets = ListeningSockets.Open(options);
        _announced = ListeningSockets.Announce(options, _sockets[0].EndPoint.Port);
        _parts = new EndpointParts(
            options,
            new MonotonicClock(time),
            new RouteTable(),
            new SessionMeter(meters),
            new SessionLog(log),
            RandomNumberGenerator.Create(),
            new DtlsContextRotation(time),
            _sockets);
        _parts.Meter.Observe(() => Running, _sockets);
        Demultiplexer = new DatagramDemultiplexer(_parts.Routes, _parts.Clock);
        foreach (var socket in _sockets)
        {
            socket.Start(Demultiplexer.Take, _parts.Log);
        }

        _ticker = new Ticker(time, SessionLimits.TickMs, Tick);
        _parts.Log.Started(Port, _sockets.Length);
    }

    /// <inheritdoc/>
    public int Running => Volatile.Read(ref _running);

    /// <summary>The UDP port of all calls.</summary>
    public int Port => _sockets[0].EndPoint.Port;

    /// <summary>Where what is received goes.</summary>
    internal DatagramDemultiplexer Demultiplexer { get; }

    /// <summary>Where it is received.</summary>
    internal IReadOnlyList<DatagramSocket> Sockets => _sockets;

    /// <summary>Which addresses belong to calls.</summary>
    internal RouteTable Routes => _parts.Routes;

    /// <inheritdoc/>
    public IMediaSession Answer(string offer, ISessionSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var description = SessionDescription.Parse(offer);
        var context = _parts.Contexts.Current;
        var fingerprint = SdpFingerprint.OfCertificate(context.Certificate.Certificate);
        var local = LocalTransport.Create(_parts.Random, fingerprint, _announced);
        var answer = AnswerBuilder.Build(description, local);
        lock (_gate)
        {
            if (_isStopping || _running >= _options.MaxCalls)
            {
                throw new CallRefusedException(_isStopping ? CallRefusal.Stopping : CallRefusal.Full);
            }

            var leg = new MediaSession(_parts, context, local, answer, new CountedSink(sink, this));
            if (!_parts.Routes.TryAdd(local.Credentials, leg))
            {
                throw new InvalidOperationException("Two calls drew the same random name.");
            }

            _running++;
            return leg;
        }
    }

    /// <summary>Ends all calls and frees the port.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isStopping)
            {
                return;
            }

            _isStopping = true;
        }

        await _ticker.DisposeAsync();
        foreach (var leg in _parts.Routes.Legs)
        {
            leg.End(SessionEnd.EndpointStopped);
        }

        foreach (var socket in _sockets)
        {
            socket.Dispose();
        }

        await Task.WhenAll(_sockets.Select(socket => socket.Ended));
        _parts.Contexts.Dispose();
        _parts.Meter.Dispose();
        _parts.Random.Dispose();
    }

    private void Tick()
    {
        var now = _parts.Clock.Now;
        foreach (var leg in _parts.Routes.Legs)
        {
            try
            {
                leg.Tick(now);
            }
            catch (Exception exception)
            {
                leg.Fail(exception);
            }
        }
    }

    /// <summary>Counts calls that are over.</summary>
    private sealed class CountedSink(ISessionSink sink, CallEndpoint endpoint) : ISessionSink
    {
        public void OnConnected() => sink.OnConnected();

        public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp) =>
            sink.OnKeyFrame(frame, width, height, timestamp);

        public void OnClosed(SessionEnd cause)
        {
            Interlocked.Decrement(ref endpoint._running);
            sink.OnClosed(cause);
        }
    }
}
