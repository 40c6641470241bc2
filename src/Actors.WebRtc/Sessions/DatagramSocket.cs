using System.Net;
using System.Net.Sockets;

namespace Actors.WebRtc.Sessions;

/// <summary>
/// A UDP socket with a thread that receives. Several may share a port: the system keeps the datagrams of one sender on one of
/// them. Receiving and sending take no memory.
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

    /// <summary>Takes a datagram.</summary>
    /// <param name="socket">Where it came in.</param>
    /// <param name="datagram">Only valid during the call, as is the next.</param>
    /// <param name="from">Who sent it.</param>
    public delegate void Receiver(DatagramSocket socket, Span<byte> datagram, SocketAddress from);

    /// <summary>Where it listens.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>What came in.</summary>
    public DatagramCounts Counts { get; } = new();

    /// <summary>Ends when nothing is received any more.</summary>
    public Task Ended => _isStarted ? _ended.Task : Task.CompletedTask;

    /// <summary>Opens a socket.</summary>
    /// <param name="endPoint">Where to listen; with port 0 the system chooses one.</param>
    /// <param name="sharesPort">Whether others may listen there too (Linux).</param>
    /// <exception cref="SocketException">It cannot be had.</exception>
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

    /// <summary>Begins to receive.</summary>
    /// <param name="receiver">Gets each datagram. It does not throw.</param>
    /// <param name="log">Told when the socket fails for good.</param>
    public void Start(Receiver receiver, SessionLog log)
    {
        _isStarted = true;
        new Thread(() => Run(receiver, log)) { IsBackground = true, Name = "Calls" }.Start();
    }

    /// <summary>Sends. What cannot be sent is lost, as it may be on its way.</summary>
    public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            _ = _socket.SendTo(datagram, SocketFlags.None, to);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // No way there, or the socket was just closed.
        }
    }

    /// <summary>Closes the socket; its thread ends soon.</summary>
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
