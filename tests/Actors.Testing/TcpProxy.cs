using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Actors.Testing;

/// <summary>Stands between a client and a server on loopback, can lose answers and cut connections.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly ConcurrentDictionary<TcpClient, int> _clients = [];
    private readonly int _serverPort;
    private readonly Task _accepting;
    private int _loseNext;

    /// <summary>Begins to listen.</summary>
    /// <param name="serverPort">Where the server listens on loopback.</param>
    public TcpProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>
    /// The next answer of the server is thrown away and its connection cut: what it answered has happened.
    /// </summary>
    public void LoseNextAnswer() => Volatile.Write(ref _loseNext, 1);

    /// <summary>Cuts the connections there are; new ones are taken.</summary>
    public void Cut()
    {
        foreach (var client in _clients.Keys)
        {
            client.Close();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token))
        {
            _clients.TryAdd(client, 0);
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, either.Token);
                var there = client.GetStream().CopyToAsync(server.GetStream(), either.Token);
                var back = AnswerAsync(server.GetStream(), client.GetStream(), either.Token);
                await Task.WhenAny(there, back);
                await either.CancelAsync();
                await Task.WhenAll(there, back);
            }
            catch (Exception exception)
                when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException
                    or InvalidOperationException)
            {
                // Either side has gone; the other is closed with it.
            }
            finally
            {
                _clients.TryRemove(client, out _);
            }
        }
    }

    private async Task AnswerAsync(NetworkStream server, NetworkStream client, CancellationToken cancellationToken)
    {
        var buffer = new byte[65536];
        while (await server.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (Interlocked.Exchange(ref _loseNext, 0) == 1)
            {
                return;
            }

            await client.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }
    }
}
