using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>Sends commands of the WebDriver BiDi protocol over a WebSocket. Ignores events.</summary>
internal sealed class BiDiSession : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = [];
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private Task _receiving = Task.CompletedTask;
    private int _lastId;

    private BiDiSession()
    {
    }

    /// <summary>Connects to a browser.</summary>
    public static async Task<BiDiSession> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var session = new BiDiSession();
        await session._socket.ConnectAsync(address, cancellationToken);
        session._receiving = session.ReceiveAsync();
        return session;
    }

    /// <summary>Sends a command and returns its result.</summary>
    /// <exception cref="BiDiException">The browser refused the command, or is gone.</exception>
    public async Task<JsonNode> SendAsync(string method, JsonObject parameters, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }

        return await answer.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _receiving;
        _socket.Dispose();
        _sending.Dispose();
        _closing.Dispose();
    }

    private async Task ReceiveAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        var buffer = new byte[64 * 1024];
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                var part = await _socket.ReceiveAsync(buffer, _closing.Token);
                message.Write(buffer.AsSpan(0, part.Count));
                if (part.EndOfMessage)
                {
                    Answer(JsonNode.Parse(message.WrittenSpan)!);
                    message.ResetWrittenCount();
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The connection is closed; the waiting commands fail below.
        }

        foreach (var answer in _waiting.Values)
        {
            answer.TrySetException(new BiDiException("The browser is gone."));
        }
    }

    private void Answer(JsonNode message)
    {
        if (message["id"] is not { } id || !_waiting.TryRemove(id.GetValue<int>(), out var waiting))
        {
            return;
        }

        if (message["error"] is not null)
        {
            waiting.SetException(new BiDiException(message.ToJsonString()));
        }
        else
        {
            waiting.SetResult(message["result"]!);
        }
    }
}

/// <summary>The browser refused a command, or is gone.</summary>
internal sealed class BiDiException(string message) : Exception(message);
