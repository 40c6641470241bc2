using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Actors.Protocol;

namespace Actors.Server.Tests.Phones;

/// <summary>A phone that may send whatever bytes it likes.</summary>
internal sealed class RawPhone : IDisposable
{
    /// <summary>The Hello of a phone that every server accepts.</summary>
    public const string Hello = """{"protocolVersion":1,"appVersion":"9.0.0","platform":"test","language":"en"}""";

    private const char Separator = '\u001e';

    private readonly ClientWebSocket _socket = new();
    private readonly StringBuilder _received = new();
    private readonly List<JsonObject> _calls = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Connects and shakes hands.</summary>
    public static async Task<RawPhone> ConnectAsync(ListeningServer server, string token)
    {
        var phone = new RawPhone();
        phone._socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        await phone._socket.ConnectAsync(server.HubAddress, Cancelled);
        await phone.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", (await phone.ReadAsync())!.ToJsonString());
        return phone;
    }

    /// <summary>Connects, shakes hands and says Hello.</summary>
    public static async Task<RawPhone> ConnectAndGreetAsync(ListeningServer server, string token)
    {
        var phone = await ConnectAsync(server, token);
        var answer = await phone.InvokeAsync("Hello", Hello);
        Assert.NotNull(answer["result"]);
        return phone;
    }

    /// <summary>Sends a record of SignalR.</summary>
    public Task SendAsync(string text) => SendBytesAsync(Encoding.UTF8.GetBytes(text + Separator), WebSocketMessageType.Text);

    /// <summary>Sends bytes as they are.</summary>
    public Task SendBytesAsync(byte[] bytes, WebSocketMessageType type) => _socket.SendAsync(bytes, type, true, Cancelled);

    /// <summary>Invokes a method with one argument as JSON and reads what it is answered with.</summary>
    public async Task<JsonObject> InvokeAsync(string method, string argument)
    {
        await SendAsync(Invocation(method, argument));
        return await ReadAnswerAsync();
    }

    public static string Invocation(string method, string argument) =>
        $$"""{"type":1,"invocationId":"7","target":"{{method}}","arguments":[{{argument}}]}""";

    /// <summary>The next answer to an invocation, or the message that closes the connection.</summary>
    public async Task<JsonObject> ReadAnswerAsync()
    {
        while (await ReadAsync() is { } message)
        {
            if (message["type"]?.GetValue<int>() is 3 or 7)
            {
                return message;
            }

            _calls.Add(message);
        }

        throw new InvalidOperationException("The connection closed without a word.");
    }

    /// <summary>The next record, whatever it is.</summary>
    public async Task<JsonObject> ReadRecordAsync() =>
        await ReadAsync() ?? throw new InvalidOperationException("The connection closed.");

    /// <summary>Whether the server told the phone something under one of these names that was not read.</summary>
    public bool HasCalls(params string[] methods) => _calls.Exists(message => methods.Contains((string?)message["target"]));

    /// <summary>What the server told the phone under one of these names, once for each time.</summary>
    public async Task<JsonObject> ReadCallAsync(params string[] methods)
    {
        while (true)
        {
            if (_calls.Find(message => methods.Contains((string?)message["target"])) is { } call)
            {
                _calls.Remove(call);
                return call["arguments"]![0]!.AsObject();
            }

            _calls.Add(await ReadAsync() ?? throw new InvalidOperationException("The connection closed."));
        }
    }

    /// <summary>The error of an answer or of the message that closes the connection.</summary>
    public static ProtocolError ErrorOf(JsonObject message)
    {
        var text = message["error"]?.GetValue<string>();
        Assert.True(ProtocolError.TryParse(text, out var error), message.ToJsonString());
        return error;
    }

    public void Dispose() => _socket.Dispose();

    /// <summary>The next record; null: the connection closed.</summary>
    private async Task<JsonObject?> ReadAsync()
    {
        var buffer = new byte[4_096];
        while (true)
        {
            var text = _received.ToString();
            if (text.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end)
            {
                _received.Remove(0, end + 1);
                return JsonNode.Parse(text[..end])!.AsObject();
            }

            var result = await _socket.ReceiveAsync(buffer, Cancelled);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            _received.Append(Encoding.UTF8.GetString(buffer, 0, result.Count));
        }
    }
}
