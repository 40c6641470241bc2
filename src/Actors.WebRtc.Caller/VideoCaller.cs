using System.Net;
using Actors.WebRtc.Caller.Ice;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Srtp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller;

/// <summary>
/// A caller that behaves like a phone's browser: it offers, takes the answer, connects, and sends a film. Created and
/// driven by <see cref="VideoCallers"/>. Thread-safe.
/// </summary>
public sealed class VideoCaller : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly VideoCallers _callers;
    private readonly VideoClip _clip;
    private readonly CallerOptions _options;
    private readonly OfferedVideo _video;
    private readonly IceCredentials _credentials;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<CallerEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<CallerSocket> _oldSockets = [];
    private CallerSocket _socket;
    private ControllingIceAgent? _ice;
    private MediaSecurity? _security;
    private VideoSender? _sender;
    private long _answeredAt;
    private long? _setupMs;
    private long _mediaReceived;
    private bool _isOver;

    internal VideoCaller(VideoCallers callers, VideoClip clip, CallerOptions options)
    {
        (_callers, _clip, _options) = (callers, clip, options);
        var source = FeedbackSource.Create(callers.Random);
        _video = new OfferedVideo(source.Ssrc, source.CanonicalName);
        _socket = new CallerSocket(options.LocalAddress, Receive);
        var local = callers.Describe(options.TellsAddress ? [_socket.EndPoint] : []);
        _credentials = local.Credentials;
        Offer = OfferBuilder.Build(local, _video, options.TellsAddress);
    }

    /// <summary>The caller's offer (SDP).</summary>
    public string Offer { get; }

    /// <summary>The caller's host candidate.</summary>
    public string Candidate
    {
        get
        {
            lock (_gate)
            {
                return IceCandidate.OfHost(_socket.EndPoint).Format();
            }
        }
    }

    /// <summary>Completes when the call ends.</summary>
    public Task<CallerEnd> Ended => _ended.Task;

    /// <summary>Statistics so far.</summary>
    public CallerStatistics Statistics
    {
        get
        {
            lock (_gate)
            {
                return (_sender?.Statistics ?? new()) with
                {
                    MediaReceived = _mediaReceived,
                    SetupTime = _setupMs is { } setup ? TimeSpan.FromMilliseconds(setup) : null,
                };
            }
        }
    }

    /// <summary>Takes the answer and connects. The film starts when the call is connected.</summary>
    /// <param name="answer">The other side's answer (SDP).</param>
    /// <param name="cancellationToken">Ends the wait, not the call.</param>
    /// <exception cref="SdpException">The answer is malformed, does not fit the offer, or rejects it.</exception>
    /// <exception cref="NotConnectedException">The call ended before it was connected.</exception>
    /// <exception cref="InvalidOperationException">The call already has an answer.</exception>
    public Task ConnectAsync(string answer, CancellationToken cancellationToken = default)
    {
        var agreement = AnswerReader.Read(SessionDescription.Parse(answer), _video);
        lock (_gate)
        {
            if (_ice is not null)
            {
                throw new InvalidOperationException("The call already has an answer.");
            }

            _answeredAt = _callers.Clock.Now;
            _ice = new ControllingIceAgent(_credentials, agreement.Credentials, _callers.Random, _options.Timings);
            _security = new MediaSecurity(_callers.Context, DtlsRole.Client, agreement, SendToRemote);
            _sender = new VideoSender(
                _clip, _options.FirstFrame, _video, _callers.Time, _callers.Random, _security, SendToRemote);
            foreach (var candidate in agreement.Candidates)
            {
                _ = _ice.AddRemote(candidate);
            }

            if (agreement.HasAllCandidates)
            {
                _ice.EndRemote();
            }

            Drive(_answeredAt);
        }

        return _connected.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Adds a candidate that the other side sent after its answer. Ignores one that is malformed or unusable.
    /// </summary>
    public void AddCandidate(string candidate)
    {
        lock (_gate)
        {
            if (IceCandidate.TryParse(candidate, out var read) && _ice is not null)
            {
                _ = _ice.AddRemote(read);
            }
        }
    }

    /// <summary>
    /// Moves to another local address, as a phone does when it leaves a wireless network. The consent request that goes
    /// out at once tells the other side.
    /// </summary>
    public void Move(IPAddress address)
    {
        lock (_gate)
        {
            if (!_isOver)
            {
                _socket.Close();
                _oldSockets.Add(_socket);
                _socket = new CallerSocket(address, Receive);
                _ice?.Move(_callers.Clock.Now);
                Drive(_callers.Clock.Now);
            }
        }
    }

    /// <summary>Ends the call and tells the other side.</summary>
    public void Close() => End(CallerEnd.ClosedHere, tells: true);

    /// <summary>Ends the call without telling the other side, as a phone with an empty battery does.</summary>
    public void Vanish() => End(CallerEnd.ClosedHere, tells: false);

    /// <summary>Ends the call and frees its sockets.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        CallerSocket[] sockets;
        lock (_gate)
        {
            sockets = [.. _oldSockets, _socket];
            _oldSockets.Clear();
        }

        foreach (var socket in sockets)
        {
            await socket.DisposeAsync();
        }
    }

    /// <summary>Advances time.</summary>
    internal void Tick(long now)
    {
        lock (_gate)
        {
            Drive(now);
        }
    }

    private void Drive(long now)
    {
        if (_isOver || _ice is null)
        {
            return;
        }

        Span<byte> datagram = stackalloc byte[StunWriter.Enough];
        while (_ice.TrySend(now, datagram, out var length, out var to))
        {
            _socket.Send(datagram[..length], to);
        }

        if (_ice.State is IceState.Failed or IceState.Expired)
        {
            Finish(_ice.State == IceState.Failed ? CallerEnd.Unreachable : CallerEnd.ConsentLost, tells: false);
            return;
        }

        if (!_ice.Remote.IsEmpty)
        {
            _security!.Start();
        }

        if (_security!.Tick())
        {
            FollowDtls(now);
        }

        if (!_isOver && _options.SendsVideo)
        {
            _sender!.Tick(now);
        }
    }

    private void Receive(Memory<byte> datagram, TransportAddress from)
    {
        lock (_gate)
        {
            if (_isOver || _ice is null || datagram.IsEmpty)
            {
                return;
            }

            var now = _callers.Clock.Now;
            if (datagram.Span[0] > 3 && from != _ice.Remote)
            {
                return; // Other addresses may only send STUN.
            }

            switch (datagram.Span[0])
            {
                case <= 3:
                    HandleStun(datagram.Span, from, now);
                    break;
                case >= 20 and <= 63:
                    _security!.Receive(datagram.Span);
                    FollowDtls(now);
                    break;
                case >= 128 and <= 191 when _security!.HasKeys:
                    HandleMedia(datagram.Span, now);
                    break;
                default:
                    break;
            }
        }
    }

    private void HandleStun(ReadOnlySpan<byte> datagram, TransportAddress from, long now)
    {
        Span<byte> response = stackalloc byte[StunWriter.Enough];
        var length = _ice!.Receive(datagram, from, now, response);
        if (length > 0)
        {
            _socket.Send(response[..length], from);
        }

        Drive(now);
    }

    private void HandleMedia(Span<byte> datagram, long now)
    {
        var isRtcp = MediaSecurity.IsRtcp(datagram);
        _mediaReceived += isRtcp ? 0 : 1;
        if (isRtcp && _security!.Unprotect(datagram, out var length) == SrtpResult.Ok)
        {
            _sender!.ReceiveFeedback(datagram[..length], now);
        }
    }

    private void FollowDtls(long now)
    {
        switch (_security!.State)
        {
            case DtlsState.Connected when _setupMs is null:
                _setupMs = now - _answeredAt;
                if (_options.SendsVideo)
                {
                    _sender!.Start(now);
                    _sender.Tick(now);
                }

                _connected.SetResult();
                break;
            case DtlsState.Closed:
                Finish(CallerEnd.ByOtherSide, tells: false);
                break;
            case DtlsState.Failed:
                Finish(CallerEnd.DtlsFailed, tells: false);
                break;
            default:
                break;
        }
    }

    private void SendToRemote(ReadOnlySpan<byte> datagram)
    {
        if (_ice is { Remote.IsEmpty: false } ice)
        {
            _socket.Send(datagram, ice.Remote);
        }
    }

    private void End(CallerEnd end, bool tells)
    {
        lock (_gate)
        {
            Finish(end, tells);
        }
    }

    private void Finish(CallerEnd end, bool tells)
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        if (tells)
        {
            _security?.Close();
        }

        _security?.Dispose();
        _socket.Close();
        _callers.Remove(this);
        _ = _connected.TrySetException(new NotConnectedException(end));
        _ = _connected.Task.Exception; // Marks the exception as observed.
        _ended.SetResult(end);
    }
}
