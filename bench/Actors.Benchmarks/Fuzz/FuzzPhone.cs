using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Actors.WebRtc.Caller.Sdp;
using Actors.WebRtc.Dtls;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Srtp;
using Actors.WebRtc.Stun;

namespace Actors.Benchmarks.Fuzz;

/// <summary>Ignores frames and remembers how the call ended.</summary>
internal sealed class DeafSink : ISessionSink
{
    /// <summary>Why the call ended; null if it has not.</summary>
    public SessionEnd? End { get; private set; }

    /// <inheritdoc/>
    public void OnConnected()
    {
    }

    /// <inheritdoc/>
    public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
    {
    }

    /// <inheritdoc/>
    public void OnClosed(SessionEnd cause) => End = cause;
}

/// <summary>A phone that sends straight to the demultiplexer and receives by its socket.</summary>
internal sealed class FuzzPhone : IDisposable
{
    private const int PatienceMicroseconds = 200_000;
    private const int Attempts = 50;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly CallEndpoint _endpoint;
    private readonly DeafSink _sink = new();
    private readonly IceRequest _request;
    private readonly DtlsSession _dtls;
    private readonly List<byte[]> _flights = [];
    private readonly byte[] _buffer = new byte[SessionLimits.DatagramBytes];
    private ulong _checks;

    /// <summary>Starts a call.</summary>
    public FuzzPhone(CallEndpoint endpoint, DtlsContext context)
    {
        _endpoint = endpoint;
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = ((IPEndPoint)_socket.LocalEndPoint!).Serialize();
        using var random = RandomNumberGenerator.Create();
        var local = LocalTransport.Create(random, context.Certificate.Fingerprint);
        var video = new OfferedVideo(7, "name");
        var session = endpoint.Answer(OfferBuilder.Build(local, video), _sink);
        var agreement = AnswerReader.Read(SessionDescription.Parse(session.Answer), video);
        _request = new(local.Credentials, agreement.Credentials, tieBreaker: 1);
        _dtls = new(context, DtlsRole.Client, agreement.Fingerprints, Send);
        Give(Check());
        _dtls.Start();
    }

    /// <summary>The phone's address.</summary>
    public SocketAddress Address { get; }

    /// <summary>The handshake datagrams sent so far, at least the first flight.</summary>
    public IReadOnlyList<byte[]> Flights => _flights;

    /// <summary>The SRTP session; null if not connected.</summary>
    public SrtpSession? Keys { get; private set; }

    /// <summary>Why the call ended; null if it has not.</summary>
    public SessionEnd? End => _sink.End;

    /// <summary>Writes a valid check.</summary>
    public byte[] Check()
    {
        var buffer = new byte[StunWriter.Enough];
        var length = _request.WriteControlling(new(++_checks, 1), useCandidate: true, buffer);
        return buffer[..length];
    }

    /// <summary>Completes the DTLS handshake.</summary>
    public void Connect()
    {
        Give(_flights[0]);
        for (var attempt = 0; _dtls.State == DtlsState.Handshaking && attempt < Attempts; attempt++)
        {
            if (_socket.Poll(PatienceMicroseconds, SelectMode.SelectRead))
            {
                var length = _socket.Receive(_buffer);
                if (_buffer[0] is >= 20 and <= 63)
                {
                    _dtls.Receive(_buffer.AsSpan(0, length));
                }
            }
            else
            {
                _dtls.HandleTimeout();
            }
        }

        using var keys = _dtls.ExportKeys();
        Keys = new SrtpSession(keys);
    }

    public void Dispose()
    {
        Keys?.Dispose();
        _dtls.Dispose();
        _socket.Dispose();
    }

    private void Send(ReadOnlySpan<byte> datagram)
    {
        _flights.Add(datagram.ToArray());
        if (_flights.Count > 1)
        {
            Give(_flights[^1]);
        }
    }

    private void Give(byte[] datagram) =>
        _endpoint.Demultiplexer.Deliver(_endpoint.Sockets[0], (byte[])datagram.Clone(), Address);
}
