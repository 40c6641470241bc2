using System.Net;
using System.Net.Sockets;

namespace Actors.WebRtc.Sessions;

/// <summary>Why a datagram was dropped.</summary>
internal enum DatagramDrop
{
    /// <summary>It was not dropped.</summary>
    None = 0,

    /// <summary>Neither STUN nor DTLS nor SRTP by its first byte (RFC 7983), empty, or too long.</summary>
    Unknown = 1,

    /// <summary>Malformed STUN, or neither a request nor the response to one of ours.</summary>
    BadStun = 2,

    /// <summary>A check whose user name belongs to no call.</summary>
    NoSuchCall = 3,

    /// <summary>A check that failed validation.</summary>
    Unauthorized = 4,

    /// <summary>A check from an address that another call speaks from.</summary>
    AddressTaken = 5,

    /// <summary>DTLS or SRTP from an unverified address.</summary>
    UnknownAddress = 6,

    /// <summary>Media before the handshake is complete.</summary>
    BeforeKeys = 7,

    /// <summary>SRTP that was received before or is too old.</summary>
    Replay = 8,

    /// <summary>SRTP whose authentication failed.</summary>
    Unauthentic = 9,

    /// <summary>Neither RTP nor RTCP after decryption.</summary>
    Malformed = 10,

    /// <summary>Media of another payload type or stream than agreed.</summary>
    OtherStream = 11,

    /// <summary>The call is over.</summary>
    CallOver = 12,

    /// <summary>An unexpected exception, which is logged.</summary>
    Fault = 13,
}

/// <summary>Counts of one socket: written by its thread, read by any.</summary>
internal sealed class DatagramCounts
{
    private static readonly int Reasons = Enum.GetValues<DatagramDrop>().Length;

    private readonly long[] _outcomes = new long[Reasons];
    private long _bytes;

    /// <summary>Datagrams received.</summary>
    public long Received => _outcomes.Sum();

    /// <summary>Bytes received.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Datagrams dropped for a reason.</summary>
    public long Of(DatagramDrop reason) => Volatile.Read(ref _outcomes[(int)reason]);

    /// <summary>Counts a datagram.</summary>
    public void Add(int bytes, DatagramDrop outcome)
    {
        _bytes += bytes;
        _outcomes[(int)outcome]++;
    }
}

/// <summary>
/// A UDP socket with a receiving thread. On Linux several sockets may share a port; the system gives all datagrams of
/// one sender to one of them. Receiving and sending do not allocate.
/// </summary>
internal sealed class DatagramSocket : IDisposable
{
    private const int SolSocket = 1;
    private const int SoReusePort = 15;

    private readonly Socket _socket;
    private readonly SocketAddress _from;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(ushort.MaxValue, pinned: true);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isClosed;
    private bool _isStarted;

    private DatagramSocket(Socket socket, IPEndPoint endPoint)
    {
        (_socket, EndPoint) = (socket, endPoint);
        _from = new SocketAddress(socket.AddressFamily);
    }

    /// <summary>Receives a datagram.</summary>
    /// <param name="socket">The receiving socket.</param>
    /// <param name="datagram">Valid only during the call.</param>
    /// <param name="from">The sender; valid only during the call.</param>
    public delegate void Receiver(DatagramSocket socket, Span<byte> datagram, SocketAddress from);

    /// <summary>The local address.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Counts of received datagrams.</summary>
    public DatagramCounts Counts { get; } = new();

    /// <summary>Completes when the socket no longer receives.</summary>
    public Task Ended => _isStarted ? _ended.Task : Task.CompletedTask;

    /// <summary>Opens a socket.</summary>
    /// <param name="endPoint">The local address; with port 0 the system chooses one.</param>
    /// <param name="sharesPort">Whether other sockets may share the port (Linux).</param>
    /// <exception cref="SocketException">The address is not available.</exception>
    public static DatagramSocket Open(IPEndPoint endPoint, bool sharesPort)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (sharesPort)
            {
                socket.SetRawSocketOption(SolSocket, SoReusePort, BitConverter.GetBytes(1));
            }

            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.ReceiveBufferSize = SessionLimits.SocketBuffer;
            socket.SendBufferSize = SessionLimits.SocketBuffer;
            socket.Bind(endPoint);
            return new DatagramSocket(socket, (IPEndPoint)socket.LocalEndPoint!);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Starts to receive.</summary>
    /// <param name="receiver">Receives each datagram; must not throw.</param>
    /// <param name="log">Receives the failure of the socket.</param>
    public void Start(Receiver receiver, SessionLog log)
    {
        _isStarted = true;
        new Thread(() => Run(receiver, log)) { IsBackground = true, Name = "Calls" }.Start();
    }

    /// <summary>Sends a datagram. One that cannot be sent counts as lost on the way.</summary>
    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            _ = _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // No route, or the socket was just closed.
        }
    }

    /// <summary>Closes the socket. Its thread ends soon after.</summary>
    public void Dispose()
    {
        _isClosed = true;
        _socket.Dispose();
    }

    private void Run(Receiver receiver, SessionLog log)
    {
        var failures = 0;
        while (!_isClosed)
        {
            try
            {
                var length = _socket.ReceiveFrom(_buffer, SocketFlags.None, _from);
                failures = 0;
                receiver(this, _buffer.AsSpan(0, length), _from);
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                if (!_isClosed && ++failures >= SessionLimits.SocketFailures)
                {
                    log.SocketFailed(exception);
                    break;
                }
            }
        }

        _ended.SetResult();
    }
}
