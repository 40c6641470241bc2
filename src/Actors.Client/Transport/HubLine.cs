using System.Net;
using System.Net.WebSockets;
using Actors.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Client.Transport;

/// <summary>The connection to the hub. It can be opened again, to any server. Clients share what is the same for all.</summary>
internal sealed class HubLine : IAsyncDisposable
{
    private static readonly JsonHubProtocol Json = new(
        new OptionsWrapper<JsonHubProtocolOptions>(new() { PayloadSerializerOptions = ProtocolJson.CreateOptions() }));

    // SignalR requires an endpoint; the connector ignores it.
    private static readonly EndPoint UnusedEndPoint = new DnsEndPoint("server", 1);

    private readonly EntrantClientOptions _options;
    private readonly WebSocketConnector _connector;
    private readonly HubConnection _hub;
    private TaskCompletionSource<Exception?> _closed = NewSource();

    public HubLine(string token, EntrantClientOptions options)
    {
        _options = options;
        _connector = new(token, options.TimeProvider);
        _hub = new(
            _connector, Json, UnusedEndPoint, NoServices.Instance,
            NullLoggerFactory.Instance)
        {
            ServerTimeout = options.ServerTimeout,
            KeepAliveInterval = options.KeepAliveInterval,
        };
        _hub.Closed += OnClosedAsync;
    }

    /// <summary>Sets the handler of a method that the server calls.</summary>
    public void On<T>(string method, Func<T, Task> handler) => _hub.On(method, handler);

    /// <summary>Opens the connection, to another server than the last time if there are several.</summary>
    /// <exception cref="SignInRefusedException">The server does not accept the token.</exception>
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _connector.Server = _options.ChooseServer(last: _connector.Server);
        _closed = NewSource();
        return _hub.StartAsync(cancellationToken);
    }

    /// <summary>Closes the connection if there is one.</summary>
    public Task CloseAsync() => _hub.StopAsync(CancellationToken.None);

    /// <summary>Waits until the connection ends.</summary>
    /// <returns>The cause; null if one side closed it in good order.</returns>
    public Task<Exception?> WaitForEndAsync(CancellationToken cancellationToken) => _closed.Task.WaitAsync(cancellationToken);

    /// <summary>Sends one message and waits for the answer.</summary>
    /// <exception cref="RefusedException">The server refused the message for a named reason.</exception>
    public async Task<T> InvokeAsync<T>(string method, object message, CancellationToken cancellationToken)
    {
        try
        {
            return await _hub.InvokeCoreAsync<T>(method, [message], cancellationToken);
        }
        catch (HubException exception) when (ProtocolError.TryParse(exception.Message, out var error))
        {
            throw new RefusedException(error, exception);
        }
    }

    /// <summary>Whether it is unknown if the message reached the server after an exception of <see cref="InvokeAsync"/>.</summary>
    public static bool IsLoss(Exception exception) => exception
        is IOException or WebSocketException or InvalidOperationException or OperationCanceledException or HubException
        or TimeoutException or NotSupportedException; // The last: the stream of a WebSocket that is closed takes nothing.

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private Task OnClosedAsync(Exception? exception)
    {
        _closed.TrySetResult(exception);
        return Task.CompletedTask;
    }

    private static TaskCompletionSource<Exception?> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>SignalR's client requires services and uses none.</summary>
    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
