using System.Net;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Srtp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// The server's end of one call: ICE, DTLS, SRTP, then video. Datagrams and ticks come from several threads; a lock
/// lets one in at a time. Media packets are processed without allocation.
/// </summary>
internal sealed class MediaSession : IMediaSession, IDisposable
{
    private const byte RtpMarker = 0x80;

    private readonly Lock _gate = new();
    private readonly EndpointParts _parts;
    private readonly GuardedSink _sink;
    private readonly MediaSecurity _security;
    private readonly IceTransport _transport;
    private readonly VideoReceiver _video;
    private readonly FloodGuard _flood;
    private readonly SessionDeadlines _deadlines;
    private VideoAgreement _agreement;
    private SessionState _state;
    private SessionStatistics _last = new();
    private long? _setupMs;
    private long _spokenAt;
    private bool _isReceiving;
    private (Route Route, DatagramSocket Socket)? _replyTo;
    private bool _hasReplied;

    /// <summary>Creates the session of a call that was just answered.</summary>
    /// <param name="parts">What all calls of the endpoint share.</param>
    /// <param name="context">The DTLS context with our certificate.</param>
    /// <param name="local">Our side of the answer.</param>
    /// <param name="answer">The answer and what it agrees on.</param>
    /// <param name="sink">Receives the video.</param>
    public MediaSession(EndpointParts parts, DtlsContext context, LocalTransport local, VideoAnswer answer, ISessionSink sink)
    {
        (_parts, _agreement, Answer) = (parts, answer.Agreement, answer.Sdp);
        _sink = new GuardedSink(sink, parts.Log);
        _security = new MediaSecurity(context, DtlsRole.Server, answer.Agreement, Send);
        _transport = new IceTransport(this, parts, local, answer.Agreement);
        _video = new VideoReceiver(
            answer.Agreement, parts.Options, FeedbackSource.Create(parts.Random), _sink, parts.Meter)
        {
            PassedOver = parts.Log.PicturesPassedOver,
        };
        _flood = new FloodGuard(parts.Options, parts.Clock.Now);
        _deadlines = new SessionDeadlines(parts.Options, parts.Clock.Now);
        _spokenAt = long.MinValue / 2;
    }

    /// <inheritdoc/>
    public string Answer { get; private set; }

    /// <inheritdoc/>
    public SessionState State
    {
        get
        {
            lock (_gate)
            {
                return _state;
            }
        }
    }

    /// <inheritdoc/>
    public SessionStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return IsOver ? _last : Measure();
            }
        }
    }

    private bool IsOver => _state == SessionState.Closed;

    /// <inheritdoc/>
    public void AddCandidate(string candidate)
    {
        if (IceCandidate.TryParse(candidate, out var read))
        {
            lock (_gate)
            {
                _transport.Add(read);
            }
        }
    }

    /// <inheritdoc/>
    public string? Renegotiate(string offer)
    {
        var description = SessionDescription.Parse(offer);
        lock (_gate)
        {
            var local = _transport.Local.Next();
            var answer = AnswerBuilder.Build(description, local);
            if (IsOver || !_agreement.IsContinuedBy(answer.Agreement))
            {
                return null;
            }

            if (_agreement.IsRestartedBy(answer.Agreement))
            {
                local = _transport.Local.Restarted(_parts.Random);
                answer = AnswerBuilder.Build(description, local);
                _transport.Restart(local, answer.Agreement);
            }
            else
            {
                _transport.Continue(local);
            }

            (_agreement, Answer) = (answer.Agreement, answer.Sdp);
            return Answer;
        }
    }

    /// <inheritdoc/>
    public void Close() => End(SessionEnd.ClosedHere);

    /// <inheritdoc/>
    public void Dispose() => End(SessionEnd.ClosedHere);

    /// <summary>Ends the call.</summary>
    public void End(SessionEnd end)
    {
        lock (_gate)
        {
            Finish(end);
        }
    }

    /// <summary>Ends the call after an unexpected exception, which is logged once.</summary>
    public void Fail(Exception exception)
    {
        lock (_gate)
        {
            if (!IsOver)
            {
                _parts.Log.SessionFailed(exception);
                _isReceiving = false;
                Finish(SessionEnd.Failed);
            }
        }
    }

    /// <summary>
    /// Whether the phone has spoken from its addresses recently, so that no other call may claim them: a check is one
    /// datagram, and anyone with a call could forge its sender address.
    /// </summary>
    public bool Claims(long now) => now - Volatile.Read(ref _spokenAt) < SessionLimits.AddressClaimMs;

    /// <summary>Processes a STUN request.</summary>
    public DatagramDrop HandleStun(
        in StunMessage message, TransportAddress from, DatagramSocket socket, SocketAddress source, long now)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return DatagramDrop.CallOver;
            }

            if (!_transport.HandleCheck(message, from, socket, source, now))
            {
                return DatagramDrop.Unauthorized;
            }

            Volatile.Write(ref _spokenAt, now);
            return DatagramDrop.None;
        }
    }

    /// <summary>Processes the response to a check of ours.</summary>
    public DatagramDrop HandleStunResponse(in StunMessage message, TransportAddress from, long now)
    {
        lock (_gate)
        {
            return IsOver ? DatagramDrop.CallOver
                : _transport.HandleResponse(message, from, now) ? DatagramDrop.None
                : DatagramDrop.BadStun;
        }
    }

    /// <summary>
    /// Processes DTLS from a verified address. What it makes us send goes back there. If it completes the handshake, or
    /// leads to an answer, it is fresh: OpenSSL takes each message only once.
    /// </summary>
    public DatagramDrop HandleDtls(ReadOnlySpan<byte> datagram, Route route, DatagramSocket socket, long now)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return DatagramDrop.CallOver;
            }

            _state = _state == SessionState.Waiting ? SessionState.Securing : _state;
            route.Receive(datagram.Length);
            (_replyTo, _hasReplied) = ((route, socket), false);
            _security.Receive(datagram);
            _replyTo = null;
            if (_hasReplied || (_state != SessionState.Connected && _security.State == DtlsState.Connected))
            {
                _transport.RecordMedia(route, socket, now);
            }

            UpdateState(now);
            return DatagramDrop.None;
        }
    }

    /// <summary>Processes SRTP or SRTCP from a verified address.</summary>
    public DatagramDrop HandleMedia(Span<byte> datagram, Route route, DatagramSocket socket, long now)
    {
        lock (_gate)
        {
            if (IsOver || !_security.HasKeys)
            {
                return IsOver ? DatagramDrop.CallOver : DatagramDrop.BeforeKeys;
            }

            var isRtcp = MediaSecurity.IsRtcp(datagram);
            var result = _security.Unprotect(datagram, out var length);
            if (result != SrtpResult.Ok)
            {
                return DropOf(result);
            }

            Volatile.Write(ref _spokenAt, now);
            route.Receive(datagram.Length);
            if (_flood.Add(datagram.Length, EndsFrame(datagram, isRtcp), now) is { } measure)
            {
                _parts.Log.Flooded(measure, SessionLimits.FloodWindowMs / 1_000);
                Finish(SessionEnd.Flood);
                return DatagramDrop.CallOver;
            }

            _isReceiving = true;
            var drop = isRtcp
                ? _video.ReceiveRtcp(datagram[..length], now)
                : _video.ReceiveRtp(datagram[..length], now);
            _isReceiving = false;
            if (drop == DatagramDrop.None && !isRtcp && _video.IsNewest && !IsOver)
            {
                _transport.RecordMedia(route, socket, now);
            }

            if (IsOver)
            {
                Free(); // The sink ended the call.
            }
            else
            {
                SendFeedback(now);
            }

            return drop;
        }
    }

    /// <summary>Advances time.</summary>
    public void Tick(long now)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return;
            }

            if (_security.Tick())
            {
                UpdateState(now);
            }

            if (!_transport.Advance(now))
            {
                Finish(SessionEnd.ConsentLost);
            }
            else if (_deadlines.Passed(_state, _video.LastPacketAt, now) is { } end)
            {
                Finish(end);
            }

            if (!IsOver)
            {
                _transport.Maintain(now);
                SendFeedback(now);
            }
        }
    }

    private static DatagramDrop DropOf(SrtpResult result) => result switch
    {
        SrtpResult.Replay => DatagramDrop.Replay,
        SrtpResult.Malformed => DatagramDrop.Malformed,
        SrtpResult.TooManySources => DatagramDrop.OtherStream,
        SrtpResult.Ok => DatagramDrop.None,
        SrtpResult.Auth or SrtpResult.KeyExhausted or _ => DatagramDrop.Unauthentic,
    };

    private static bool EndsFrame(ReadOnlySpan<byte> packet, bool isRtcp) => !isRtcp && (packet[1] & RtpMarker) != 0;

    private void UpdateState(long now)
    {
        switch (_security.State)
        {
            case DtlsState.Connected when _state != SessionState.Connected:
                _state = SessionState.Connected;
                _setupMs = _deadlines.Connected(now);
                _parts.Meter.Connected(_setupMs.Value);
                _sink.OnConnected();
                break;
            case DtlsState.Closed:
                Finish(SessionEnd.ByPeer);
                break;
            case DtlsState.Failed:
                _parts.Log.DtlsFailed(_security.Failure, _security.FailureText);
                Finish(SessionEnd.DtlsFailed);
                break;
            default:
                break;
        }
    }

    private void SendFeedback(long now)
    {
        Span<byte> packet = stackalloc byte[RtcpWriter.Enough + SrtpProfileParameters.MaxTrailerLength];
        var length = _video.WriteDue(now, packet[..RtcpWriter.Enough]);
        if (length > 0 && _security.TryProtectRtcp(packet, ref length))
        {
            Send(packet[..length]);
        }
    }

    private void Send(ReadOnlySpan<byte> datagram)
    {
        _hasReplied = true;
        var route = _replyTo?.Route ?? _transport.Route;
        if (route?.Send(datagram, _replyTo?.Socket ?? route.Socket) == false)
        {
            _parts.Meter.Withheld();
            if (_state != SessionState.Connected)
            {
                route.Hold(datagram);
            }
        }
    }

    private SessionStatistics Measure() => _video.Statistics with
    {
        RoundTrip = _transport.RoundTrip,
        SetupTime = _setupMs is { } setup ? TimeSpan.FromMilliseconds(setup) : null,
        RemoteKind = _transport.RemoteKind,
        PathChanges = _transport.PathChanges,
    };

    private void Finish(SessionEnd end)
    {
        if (IsOver)
        {
            return;
        }

        _last = Measure();
        _state = SessionState.Closed;
        _security.Close();
        _transport.Close();
        if (!_isReceiving)
        {
            Free();
        }

        _parts.Meter.Ended(end);
        _parts.Log.Ended(end);
        _sink.OnClosed(end);
    }

    private void Free()
    {
        _security.Dispose();
        _video.Dispose();
    }
}
