using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Net;
using System.Security.Cryptography;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Native;
using Actors.WebRtc.Sdp;
using Microsoft.Extensions.Logging;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The endpoint of this library. One UDP port and a few threads serve all calls; one more thread drives their timers.
/// </summary>
/// <remarks>
/// Drops every datagram that does not belong to a call: a check must carry the call's credentials, and everything else
/// must come from an address that a check has verified. Drops are counted, not logged.
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

    /// <summary>Opens the port and starts to answer.</summary>
    /// <param name="options">Validated options.</param>
    /// <param name="time">The clock of everything except the retransmissions of DTLS.</param>
    /// <param name="log">The log.</param>
    /// <param name="meters">Creates the meter <c>Actors.WebRtc</c>; null for a meter of its own.</param>
    /// <exception cref="InvalidOperationException">Native libraries are missing.</exception>
    /// <exception cref="IOException">The port or an address is not available.</exception>
    public CallEndpoint(
        CallEndpointOptions options, TimeProvider time, ILogger<CallEndpoint> log, IMeterFactory? meters = null)
    {
        NativeParts.Require();
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
            socket.Start(Demultiplexer.Deliver, _parts.Log);
        }

        _ticker = new Ticker(time, SessionLimits.TickMs, Tick);
        _parts.Log.Started(Port, _sockets.Length);
    }

    /// <inheritdoc/>
    public int Running => Volatile.Read(ref _running);

    /// <summary>The UDP port of all calls.</summary>
    public int Port => _sockets[0].EndPoint.Port;

    /// <summary>Gives each received datagram to its call.</summary>
    internal DatagramDemultiplexer Demultiplexer { get; }

    /// <summary>The sockets that listen.</summary>
    internal IReadOnlyList<DatagramSocket> Sockets => _sockets;

    /// <summary>The verified addresses of all calls.</summary>
    internal RouteTable Routes => _parts.Routes;

    /// <inheritdoc/>
    public IMediaSession Answer(string offer, ISessionSink sink)
    {
        var description = SessionDescription.Parse(offer);
        var context = _parts.Contexts.Current;
        var fingerprint = context.Certificate.Fingerprint;
        var local = LocalTransport.Create(_parts.Random, fingerprint, _announced);
        var answer = AnswerBuilder.Build(description, local);
        lock (_gate)
        {
            if (_isStopping || _running >= _options.MaxCalls)
            {
                throw new CallRefusedException(_isStopping ? CallRefusal.Stopping : CallRefusal.Full);
            }

            var session = new MediaSession(_parts, context, local, answer, new CountedSink(sink, this));
            _parts.Routes.Add(local.Credentials, session);
            _running++;
            return session;
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
        foreach (var session in _parts.Routes.Sessions)
        {
            session.End(SessionEnd.EndpointStopped);
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
        foreach (var session in _parts.Routes.Sessions)
        {
            try
            {
                session.Tick(now);
            }
            catch (Exception exception)
            {
                session.Fail(exception);
            }
        }
    }

    /// <summary>Counts the end of a call.</summary>
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
