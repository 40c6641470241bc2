using System.Net;
using System.Net.Sockets;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Caller;

/// <summary>A caller's UDP socket. Threads of the pool process what arrives.</summary>
internal sealed class CallerSocket : IAsyncDisposable
{
    private readonly Socket _socket;
    private readonly SocketAddress _from;
    private readonly SocketAddress _to;
    private readonly byte[] _buffer = new byte[SessionLimits.DatagramBytes];
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _receiving;

    /// <summary>Opens the socket and starts to receive.</summary>
    /// <param name="address">The local address.</param>
    /// <param name="receive">Receives each datagram and its sender; must not throw.</param>
    public CallerSocket(IPAddress address, Action<Memory<byte>, TransportAddress> receive)
    {
        _socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(address, 0));
        EndPoint = (IPEndPoint)_socket.LocalEndPoint!;
        _from = new SocketAddress(address.AddressFamily);
        _to = new SocketAddress(address.AddressFamily);
        _receiving = ReceiveAsync(receive);
    }

    /// <summary>The local address.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>Sends a datagram. One that cannot be sent counts as lost on the way. Not thread-safe.</summary>
    public void Send(ReadOnlySpan<byte> datagram, TransportAddress to)
    {
        try
        {
            if (to.TryWriteTo(_to))
            {
                _ = _socket.SendTo(datagram, SocketFlags.None, _to);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // No route, or the socket was just closed.
        }
    }

    /// <summary>Stops sending and receiving without waiting.</summary>
    public void Close()
    {
        _closing.Cancel();
        _socket.Dispose();
    }

    /// <summary>Stops and waits for the current datagram.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _receiving;
        _closing.Dispose();
    }

    private async Task ReceiveAsync(Action<Memory<byte>, TransportAddress> receive)
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var length = await _socket.ReceiveFromAsync(_buffer, SocketFlags.None, _from, _closing.Token);
                if (TransportAddress.TryRead(_from, out var from))
                {
                    receive(_buffer.AsMemory(0, length), from);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException
                or OperationCanceledException)
            {
                // Nothing listens at the target, or the socket was just closed.
            }
        }
    }
}
