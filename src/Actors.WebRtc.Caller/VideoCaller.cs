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
/// A caller, as a phone's browser is one: makes an offer, takes the answer, finds the other side, and sends it a film. Made
/// by <see cref="VideoCallers"/>, which drives it. Safe for use by several threads at once.
/// </summary>
public sealed class VideoCaller : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly VideoCallers _peers;
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

    internal VideoCaller(VideoCallers peers, VideoClip clip, CallerOptions options)
    {
        (_peers, _clip, _options) = (peers, clip, options);
        var source = FeedbackSource.Create(peers.Random);
        _video = new OfferedVideo(source.Ssrc, source.CanonicalName);
        _socket = new CallerSocket(options.LocalAddress, Receive);
        var local = peers.Describe(options.TellsAddress ? [_socket.EndPoint] : []);
        _credentials = local.Credentials;
        Offer = OfferBuilder.Build(local, _video, options.TellsAddress);
    }

    /// <summary>Our description of ourselves (SDP), for the other side.</summary>
    public string Offer { get; }

    /// <summary>Our address, as a candidate for the other side.</summary>
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

    /// <summary>Ends with the call.</summary>
    public Task<CallerEnd> Ended => _ended.Task;

    /// <summary>What was sent and came until now.</summary>
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

    /// <summary>Takes the answer and connects. The film begins when that is done.</summary>
    /// <param name="answer">The other side's description of itself (SDP).</param>
    /// <param name="cancellationToken">Gives up waiting; the call itself goes on.</param>
    /// <exception cref="SdpException">The answer cannot be read, is none to our offer, or refuses.</exception>
    /// <exception cref="NotConnectedException">The call ended before it was connected.</exception>
    /// <exception cref="InvalidOperationException">There was an answer already.</exception>
    public Task ConnectAsync(string answer, CancellationToken cancellationToken = default)
    {
        var agreement = AnswerReader.Read(SessionDescription.Parse(answer), _video);
        lock (_gate)
        {
            if (_ice is not null)
            {
                throw new InvalidOperationException("There was an answer already.");
            }

            _answeredAt = _peers.Clock.Now;
            _ice = new ControllingIceAgent(_credentials, agreement.Credentials, _peers.Random, _options.Timings);
            _security = new MediaSecurity(_peers.Context, DtlsRole.Client, agreement, _peers.Srtp, SendToRemote);
            _sender = new VideoSender(
                _clip, _options.FirstFrame, _video, _peers.Time, _peers.Random, _security, SendToRemote);
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
    /// Takes an address that the other side tells after its answer; one that cannot be read or used is ignored.
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
    /// Speaks from another address from now on, as a phone does that leaves the wireless network. The other side learns it by
    /// the next question for its consent, which goes out at once.
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
                _ice?.Move(_peers.Clock.Now);
                Drive(_peers.Clock.Now);
            }
        }
    }

    /// <summary>Ends the call and tells the other side.</summary>
    public void Close() => End(CallerEnd.ClosedHere, tells: true);

    /// <summary>Ends the call without a word, as a phone does whose battery is empty.</summary>
    public void Vanish() => End(CallerEnd.ClosedHere, tells: false);

    /// <summary>Ends the call and frees what it holds.</summary>
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

    /// <summary>Lets time pass.</summary>
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

            var now = _peers.Clock.Now;
            if (datagram.Span[0] > 3 && from != _ice.Remote)
            {
                return; // Only STUN is taken from others.
            }

            switch (datagram.Span[0])
            {
                case <= 3:
                    TakeStun(datagram.Span, from, now);
                    break;
                case >= 20 and <= 63:
                    _security!.Receive(datagram.Span);
                    FollowDtls(now);
                    break;
                case >= 128 and <= 191 when _security!.HasKeys:
                    TakeMedia(datagram.Span, now);
                    break;
                default:
                    break;
            }
        }
    }

    private void TakeStun(ReadOnlySpan<byte> datagram, TransportAddress from, long now)
    {
        Span<byte> response = stackalloc byte[StunWriter.Enough];
        var reception = _ice!.Receive(datagram, from, now, response);
        if (reception.ResponseLength > 0)
        {
            _socket.Send(response[..reception.ResponseLength], from);
        }

        Drive(now);
    }

    private void TakeMedia(Span<byte> datagram, long now)
    {
        var isRtcp = MediaSecurity.IsRtcp(datagram);
        _mediaReceived += isRtcp ? 0 : 1;
        if (isRtcp && _security!.Unprotect(datagram, out var length) == SrtpResult.Ok)
        {
            _sender!.TakeFeedback(datagram[..length], now);
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
        _peers.Remove(this);
        _ = _connected.TrySetException(new NotConnectedException(end));
        _ = _connected.Task.Exception; // Nobody has to wait for it.
        _ended.SetResult(end);
    }
}
