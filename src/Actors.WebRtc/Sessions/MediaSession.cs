using System.Net;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Srtp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// One call: the phone finds us (ICE), shows who it is (DTLS), and sends video (SRTP). Datagrams and ticks come from several
/// threads; one at a time is dealt with. Packets of media take no memory.
/// </summary>
internal sealed class MediaSession : IMediaSession, IDisposable
{
    private readonly Lock _gate = new();
    private readonly EndpointParts _parts;
    private readonly GuardedSink _sink;
    private readonly MediaSecurity _security;
    private readonly IceTransport _paths;
    private readonly VideoReceiver _video;
    private readonly SessionDeadlines _deadlines;
    private VideoAgreement _agreement;
    private SessionState _state;
    private SessionStatistics _last = new();
    private long? _setupMs;
    private long _heardAt;
    private bool _isReceiving;

    /// <summary>A call that was just answered.</summary>
    /// <param name="parts">What calls share.</param>
    /// <param name="context">Our certificate.</param>
    /// <param name="local">What the answer says of us.</param>
    /// <param name="answer">The answer, and what it agrees on.</param>
    /// <param name="sink">Gets the video.</param>
    public MediaSession(EndpointParts parts, DtlsContext context, LocalTransport local, VideoAnswer answer, ISessionSink sink)
    {
        (_parts, _agreement, Answer) = (parts, answer.Agreement, answer.Sdp);
        _sink = new GuardedSink(sink, parts.Log);
        _security = new MediaSecurity(context, DtlsRole.Server, answer.Agreement, parts.Options.Srtp, Send);
        _paths = new IceTransport(this, parts, local, answer.Agreement);
        _video = new VideoReceiver(
            answer.Agreement, parts.Options, FeedbackSource.Create(parts.Random), _sink, parts.Meter);
        _deadlines = new SessionDeadlines(parts.Options, parts.Clock.Now);
        _heardAt = long.MinValue / 2;
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
                _paths.Add(read);
            }
        }
    }

    /// <inheritdoc/>
    public string? Renegotiate(string offer)
    {
        var description = SessionDescription.Parse(offer);
        lock (_gate)
        {
            var local = _paths.Local.Again();
            var answer = AnswerBuilder.Build(description, local);
            if (IsOver || !_agreement.IsContinuedBy(answer.Agreement))
            {
                return null;
            }

            if (_agreement.IsRestartedBy(answer.Agreement))
            {
                local = _paths.Local.Anew(_parts.Random);
                answer = AnswerBuilder.Build(description, local);
                _paths.Restart(local, answer.Agreement);
            }
            else
            {
                _paths.Continue(local);
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

    /// <summary>Ends the call because of a mistake of ours, which is written down once.</summary>
    public void Fail(Exception exception)
    {
        lock (_gate)
        {
            if (!IsOver)
            {
                _parts.Log.LegFailed(exception);
                _isReceiving = false;
                Finish(SessionEnd.Failed);
            }
        }
    }

    /// <summary>
    /// Whether the addresses of this call are spoken from, so that no other call may take them: a check is one datagram, and
    /// its sender's address can be forged by anybody who has a call of his own.
    /// </summary>
    public bool Claims(long now) => now - Volatile.Read(ref _heardAt) < SessionLimits.AddressClaimMs;

    /// <summary>Takes a check.</summary>
    public DatagramDrop TakeStun(
        in StunMessage message, TransportAddress from, DatagramSocket socket, SocketAddress source, long now)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return DatagramDrop.CallOver;
            }

            if (!_paths.TakeCheck(message, from, socket, source, now))
            {
                return DatagramDrop.Unauthorized;
            }

            Volatile.Write(ref _heardAt, now);
            return DatagramDrop.None;
        }
    }

    /// <summary>Takes an answer to a check of ours.</summary>
    public DatagramDrop TakeStunAnswer(in StunMessage message, TransportAddress from, long now)
    {
        lock (_gate)
        {
            return IsOver ? DatagramDrop.CallOver
                : _paths.TakeAnswer(message, from, now) ? DatagramDrop.None
                : DatagramDrop.BadStun;
        }
    }

    /// <summary>Takes DTLS from an address of the phone.</summary>
    public DatagramDrop TakeDtls(ReadOnlySpan<byte> datagram, long now)
    {
        lock (_gate)
        {
            if (IsOver)
            {
                return DatagramDrop.CallOver;
            }

            _state = _state == SessionState.Waiting ? SessionState.Securing : _state;
            _security.Receive(datagram);
            FollowDtls(now);
            return DatagramDrop.None;
        }
    }

    /// <summary>Takes SRTP or SRTCP from an address of the phone.</summary>
    public DatagramDrop TakeMedia(Span<byte> datagram, long now)
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

            Volatile.Write(ref _heardAt, now);
            _isReceiving = true;
            var drop = isRtcp
                ? _video.TakeRtcp(datagram[..length], now)
                : _video.TakeRtp(datagram[..length], now);
            _isReceiving = false;
            if (IsOver)
            {
                Free(); // The sink closed the call.
            }
            else
            {
                SendFeedback(now);
            }

            return drop;
        }
    }

    /// <summary>Lets time pass.</summary>
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
                FollowDtls(now);
            }

            if (!_paths.Advance(now))
            {
                Finish(SessionEnd.ConsentLost);
            }
            else if (_deadlines.Passed(_state, _video.LastPacketAt, now) is { } end)
            {
                Finish(end);
            }

            if (!IsOver)
            {
                _paths.Tend(now);
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

    private void FollowDtls(long now)
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
        Span<byte> packet = stackalloc byte[RtcpWriter.Enough + SrtpProfileParameters.LongestTrailer];
        var length = _video.WriteDue(now, packet[..RtcpWriter.Enough]);
        if (length > 0 && _security.TryProtectRtcp(packet, ref length))
        {
            Send(packet[..length]);
        }
    }

    private void Send(ReadOnlySpan<byte> datagram) => _paths.Route?.Send(datagram);

    private SessionStatistics Measure() => _video.Statistics with
    {
        RoundTrip = _paths.RoundTrip,
        SetupTime = _setupMs is { } setup ? TimeSpan.FromMilliseconds(setup) : null,
        RemoteKind = _paths.RemoteKind,
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
        _paths.Close();
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
