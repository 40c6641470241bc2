using System.Net;
using System.Net.Sockets;
using Actors.Testing;

namespace Actors.WebRtc.Tests.Calls;

/// <summary>
/// A network between one caller and the endpoint: datagrams get lost or come twice, as a seed says. Which ones those are
/// depends on the order in which they come.
/// </summary>
internal sealed class UdpRelay : IAsyncDisposable
{
    private readonly Socket _front = Open();
    private readonly Socket _back = Open();
    private readonly IPEndPoint _server;
    private readonly SeededRandom _random;
    private readonly int _lossPercent;
    private readonly int _copies;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _running;
    private EndPoint? _caller;
    private long _lost;

    public UdpRelay(int serverPort, int lossPercent = 0, int copies = 1, ulong seed = 1)
    {
        (_server, _lossPercent, _copies) = (new(IPAddress.Loopback, serverPort), lossPercent, copies);
        _random = new SeededRandom(seed);
        _running = Task.WhenAll(RunAsync(_front, isToServer: true), RunAsync(_back, isToServer: false));
    }

    /// <summary>Datagrams that did not come through.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Where callers send to in place of the endpoint.</summary>
    private int Port => ((IPEndPoint)_front.LocalEndPoint!).Port;

    /// <summary>An answer that leads through the relay.</summary>
    public string Through(string answer) => answer.Replace($" {_server.Port} ", $" {Port} ", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        _front.Dispose();
        _back.Dispose();
        _closing.Dispose();
    }

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private async Task RunAsync(Socket socket, bool isToServer)
    {
        var buffer = new byte[2048];
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(
                    buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _closing.Token);
                if (isToServer)
                {
                    Volatile.Write(ref _caller, received.RemoteEndPoint);
                }

                Forward(buffer.AsSpan(0, received.ReceivedBytes), isToServer);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // Somebody closed his end.
            }
        }
    }

    private void Forward(ReadOnlySpan<byte> datagram, bool isToServer)
    {
        var target = isToServer ? _server : Volatile.Read(ref _caller);
        for (var copy = 0; copy < _copies && target is not null; copy++)
        {
            if (IsLost())
            {
                Interlocked.Increment(ref _lost);
            }
            else
            {
                (isToServer ? _back : _front).SendTo(datagram, target);
            }
        }
    }

    private bool IsLost()
    {
        lock (_random)
        {
            return _random.Next(0, 100) < _lossPercent;
        }
    }
}
