using System.Net;
using System.Net.Sockets;
using Actors.Testing;
using Actors.Testing.Media;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Srtp;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>
/// A phone with several addresses that does, datagram by datagram, what a test says. What it sends is handed to the
/// endpoint by hand; what the endpoint sends comes by loopback, where it has arrived when the hand-over returns.
/// </summary>
internal sealed class ScriptedPhone : IDisposable
{
    private const byte PayloadType = 96;

    private readonly SeededNumbers _random = new(7);
    private readonly DtlsContext _context = new(DtlsCertificate.Create(TimeProvider.System));
    private readonly Vp8Packetizer _packetizer = new(PayloadType, 77, 1_000);
    private readonly CallEndpoint _endpoint;
    private readonly LocalTransport _local;
    private readonly List<Path> _paths = [];
    private readonly List<byte[]> _flight = [];
    private IceCredentials _own;
    private IceCredentials _server;
    private DtlsSession? _dtls;
    private SrtpSession? _srtp;
    private uint _transaction;

    public ScriptedPhone(CallPair pair)
    {
        _endpoint = pair.Endpoint;
        _local = LocalTransport.Create(_random, _context.Certificate.Fingerprint, []);
        Session = _endpoint.Answer(Offer(_local), Sink);
        _own = _local.Credentials;
        _server = CredentialsOf(Session.Answer);
    }

    public CollectingSink Sink { get; } = new();

    public IMediaSession Session { get; }

    public bool IsConnected => _srtp is not null;

    /// <summary>Opens one more address.</summary>
    /// <param name="answersChecks">Whether the phone answers the checks of the endpoint there.</param>
    public Path OpenPath(bool answersChecks = true)
    {
        var path = new Path { AnswersChecks = answersChecks };
        _paths.Add(path);
        return path;
    }

    /// <summary>Restarts ICE, as phones do when they change the network.</summary>
    public void RestartIce()
    {
        var local = _local.Restarted(_random);
        _server = CredentialsOf(Assert.IsType<string>(Session.Renegotiate(Offer(local))));
        _own = local.Credentials;
    }

    /// <summary>Sends a check.</summary>
    public void Check(Path path, bool nominates)
    {
        Span<byte> datagram = stackalloc byte[StunWriter.Enough];
        var length = new IceRequest(_own, _server, 1).WriteControlling(new(9, ++_transaction), nominates, datagram);
        Deliver(path, datagram[..length]);
    }

    /// <summary>Begins the DTLS handshake.</summary>
    public void StartDtls(Path path)
    {
        _dtls = new DtlsSession(
            _context,
            DtlsRole.Client,
            SessionDescription.Parse(Session.Answer).Media[0].Fingerprints,
            datagram => _flight.Add(datagram.ToArray()));
        _dtls.Start();
        SendFlight(path);
    }

    /// <summary>Reads what has come by a path, and answers by the same path, until nothing more comes.</summary>
    public void Pump(Path path)
    {
        while (path.TryReceive(out var datagram))
        {
            switch (datagram[0])
            {
                case <= 3:
                    AnswerCheck(path, datagram);
                    break;
                case <= 63:
                    Advance(path, datagram);
                    break;
                default:
                    path.Feedback++;
                    break;
            }
        }
    }

    /// <summary>Connects by one path.</summary>
    public void Connect(Path path)
    {
        Check(path, nominates: true);
        Pump(path);
        StartDtls(path);
        Pump(path);
        Assert.True(IsConnected);
    }

    /// <summary>The protected packets of one key frame, which tests send when and where they like.</summary>
    public List<byte[]> Packets(long now, int length = 500)
    {
        List<byte[]> packets = [];
        _packetizer.Split(SampleClip.KeyFrame(length, 1), unchecked((uint)(now * 90)), (packet, _) =>
        {
            Span<byte> buffer = stackalloc byte[packet.Length + SrtpProfileParameters.MaxTrailerLength];
            packet.CopyTo(buffer);
            var size = packet.Length;
            Assert.Equal(SrtpResult.Ok, _srtp!.ProtectRtp(buffer, ref size));
            packets.Add(buffer[..size].ToArray());
        });
        return packets;
    }

    /// <summary>Hands a datagram to the endpoint as if it came by a path.</summary>
    public void Deliver(Path path, ReadOnlySpan<byte> datagram)
    {
        path.Sent += datagram.Length;
        _endpoint.Demultiplexer.Deliver(_endpoint.Sockets[path.Server], datagram.ToArray(), path.EndPoint.Serialize());
    }

    public void Dispose()
    {
        _paths.ForEach(path => path.Dispose());
        _dtls?.Dispose();
        _srtp?.Dispose();
        _context.Dispose();
        _random.Dispose();
    }

    private static string Offer(LocalTransport local) => OfferBuilder.Build(local, new OfferedVideo(77, "phone"));

    private static IceCredentials CredentialsOf(string description) =>
        SessionDescription.Parse(description).Media[0].Credentials!;

    private void AnswerCheck(Path path, byte[] datagram)
    {
        if (!StunMessage.TryRead(datagram, out var message) || message.Class != StunClass.Request || !path.AnswersChecks)
        {
            return;
        }

        Assert.True(message.IsAuthentic(_own.PasswordBytes));
        Span<byte> response = stackalloc byte[StunWriter.Enough];
        Deliver(path, response[..IceAnswering.Accept(message, _own, TransportAddress.From(path.EndPoint), response)]);
    }

    private void Advance(Path path, byte[] datagram)
    {
        _dtls?.Receive(datagram);
        SendFlight(path);
        if (_srtp is null && _dtls?.State == DtlsState.Connected)
        {
            using var keys = _dtls.ExportKeys();
            _srtp = new SrtpSession(keys);
        }
    }

    private void SendFlight(Path path)
    {
        List<byte[]> flight = [.. _flight];
        path.Flights += flight.Count > 0 ? 1 : 0;
        _flight.Clear();
        flight.ForEach(datagram => Deliver(path, datagram));
    }

    /// <summary>One address of the phone. What comes there waits until the test reads it.</summary>
    internal sealed class Path : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        public Path()
        {
            _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        }

        public IPEndPoint EndPoint { get; }

        public bool AnswersChecks { get; init; }

        /// <summary>The socket of the endpoint to which the phone sends from here.</summary>
        public int Server { get; set; }

        /// <summary>An address of the endpoint from which all is lost; null if there is none.</summary>
        public IPAddress? Deaf { get; set; }

        /// <summary>Bytes sent from here.</summary>
        public int Sent { get; set; }

        /// <summary>Bytes that came here and were read.</summary>
        public int Received { get; private set; }

        /// <summary>Packets of RTCP that came here.</summary>
        public int Feedback { get; set; }

        /// <summary>Flights of DTLS sent from here.</summary>
        public int Flights { get; set; }

        /// <summary>The first bytes of all datagrams that came here.</summary>
        public List<byte> Kinds { get; } = [];

        public bool TryReceive(out byte[] datagram)
        {
            datagram = [];
            if (_socket.Available == 0)
            {
                return false;
            }

            var buffer = new byte[2_048];
            EndPoint from = new IPEndPoint(IPAddress.Any, 0);
            var length = _socket.ReceiveFrom(buffer, ref from);
            if (((IPEndPoint)from).Address.Equals(Deaf))
            {
                return TryReceive(out datagram);
            }

            datagram = buffer[..length];
            Received += datagram.Length;
            Kinds.Add(datagram[0]);
            return true;
        }

        /// <summary>Reads all that came and does nothing with it.</summary>
        public void Drain()
        {
            while (TryReceive(out _))
            {
                // It is counted.
            }
        }

        public void Dispose() => _socket.Dispose();
    }
}
