using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>Speaks the DevTools protocol of Chromium over one WebSocket, as far as these tests need it.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _waiting = [];
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private Task _receiving = Task.CompletedTask;
    private int _last;

    private DevTools()
    {
    }

    /// <summary>What pages wrote to their consoles, and their uncaught exceptions.</summary>
    public ConcurrentQueue<string> Console { get; } = [];

    /// <summary>Connects to a browser.</summary>
    public static async Task<DevTools> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, cancellationToken);
        tools._receiving = tools.ReceiveAsync();
        return tools;
    }

    /// <summary>Tells the browser, or one of its pages, to do something.</summary>
    /// <returns>What it answers.</returns>
    /// <exception cref="DevToolsException">It could not.</exception>
    public async Task<JsonNode> SendAsync(
        string method, JsonObject parameters, string? session, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (session is not null)
        {
            message["sessionId"] = session;
        }

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
                    Take(JsonNode.Parse(message.WrittenSpan)!);
                    message.ResetWrittenCount();
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The browser is gone; the waiting calls fail below.
        }

        foreach (var answer in _waiting.Values)
        {
            answer.TrySetException(new DevToolsException("The browser is gone."));
        }
    }

    private void Take(JsonNode message)
    {
        if (message["id"] is { } id)
        {
            if (_waiting.TryRemove(id.GetValue<int>(), out var answer))
            {
                Answer(answer, message);
            }

            return;
        }

        switch (message["method"]?.GetValue<string>())
        {
            case "Runtime.consoleAPICalled":
                Console.Enqueue(string.Join(' ', message["params"]!["args"]!.AsArray().Select(
                    argument => (argument!["value"] ?? argument["description"])?.ToString())));
                break;
            case "Runtime.exceptionThrown":
                Console.Enqueue(message["params"]!["exceptionDetails"]!.ToJsonString());
                break;
            case "Log.entryAdded":
                Console.Enqueue(message["params"]!["entry"]!["text"]!.ToString());
                break;
        }
    }

    private static void Answer(TaskCompletionSource<JsonNode> waiting, JsonNode message)
    {
        if (message["error"] is { } error)
        {
            waiting.SetException(new DevToolsException(error.ToJsonString()));
        }
        else
        {
            waiting.SetResult(message["result"]!);
        }
    }
}
