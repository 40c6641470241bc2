using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Actors.Testing;

/// <summary>
/// A network between callers and an endpoint on loopback: datagrams get lost, come twice or are forged, as a seed says. Which
/// ones those are depends on the order in which they come. To the endpoint every address of a caller is another one.
/// </summary>
public sealed class UdpRelay : IAsyncDisposable
{
    private readonly Socket _front = Open();
    private readonly ConcurrentDictionary<EndPoint, Socket> _backs = [];
    private readonly ConcurrentBag<Task> _answering = [];
    private readonly IPEndPoint _server;
    private readonly SeededRandom _random;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _running;
    private long _lost;
    private long _forged;

    /// <summary>Begins to carry.</summary>
    /// <param name="serverPort">Where the endpoint is.</param>
    /// <param name="seed">Of what happens to datagrams.</param>
    public UdpRelay(int serverPort, ulong seed = 1)
    {
        _server = new(IPAddress.Loopback, serverPort);
        _random = new SeededRandom(seed);
        _running = Task.Run(RunAsync);
    }

    /// <summary>How many of a hundred datagrams are lost, in each direction.</summary>
    public int LossPercent { get; init; }

    /// <summary>How often each comes.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Whether every packet of media is followed by one with a bit that is not as the caller sent it.</summary>
    public bool Forges { get; init; }

    /// <summary>Datagrams that did not come through.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Datagrams that the endpoint got and no caller sent.</summary>
    public long Forged => Interlocked.Read(ref _forged);

    /// <summary>Where callers send to in place of the endpoint.</summary>
    public int Port => ((IPEndPoint)_front.LocalEndPoint!).Port;

    /// <summary>An answer that leads through the relay.</summary>
    public string Through(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Replace($" {_server.Port} ", $" {Port} ", StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _running;
        await Task.WhenAll(_answering);
        _front.Dispose();
        foreach (var back in _backs.Values)
        {
            back.Dispose();
        }

        _closing.Dispose();
    }

    private static Socket Open()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private Task RunAsync() => ReceiveAsync(_front, (datagram, caller) =>
    {
        if (!_backs.TryGetValue(caller, out var back))
        {
            _backs[caller] = back = Open();
            _answering.Add(ReceiveAsync(back, (answer, _) => Forward(answer.Span, _front, caller)));
        }

        Forward(datagram.Span, back, _server);
        if (Forges && datagram.Span[0] is >= 128 and <= 191)
        {
            Forge(datagram.Span);
            back.SendTo(datagram.Span, _server);
            Interlocked.Increment(ref _forged);
        }
    });

    private async Task ReceiveAsync(Socket socket, Action<Memory<byte>, EndPoint> take)
    {
        var buffer = new byte[2048];
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var received = await socket.ReceiveFromAsync(
                    buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0), _closing.Token);
                take(buffer.AsMemory(0, received.ReceivedBytes), received.RemoteEndPoint);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException)
            {
                // One side closed its socket.
            }
        }
    }

    private void Forward(ReadOnlySpan<byte> datagram, Socket through, EndPoint to)
    {
        for (var copy = 0; copy < Copies; copy++)
        {
            if (Draw(100) < LossPercent)
            {
                Interlocked.Increment(ref _lost);
            }
            else
            {
                through.SendTo(datagram, to);
            }
        }
    }

    private void Forge(Span<byte> datagram) => datagram[Draw(datagram.Length)] ^= (byte)(1 << Draw(8));

    private int Draw(int bound)
    {
        lock (_random)
        {
            return _random.Next(0, bound);
        }
    }
}
