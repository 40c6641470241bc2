using System.Net;
using System.Net.WebSockets;
using Actors.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Actors.Client.Transport;

/// <summary>The connection to the hub, which can be opened again. What clients have in common is shared.</summary>
internal sealed class HubLine : IAsyncDisposable
{
    private static readonly JsonHubProtocol Json = new(
        new OptionsWrapper<JsonHubProtocolOptions>(new() { PayloadSerializerOptions = ProtocolJson.CreateOptions() }));

    // The connector knows where to; SignalR wants to be told something too.
    private static readonly EndPoint Nowhere = new DnsEndPoint("server", 1);

    private readonly HubConnection _hub;
    private TaskCompletionSource<Exception?> _closed = NewSource();

    public HubLine(string token, EntrantClientOptions options)
    {
        _hub = new(
            new WebSocketConnector(options.Server, token, options.TimeProvider), Json, Nowhere, NoServices.Instance,
            NullLoggerFactory.Instance)
        {
            ServerTimeout = options.ServerTimeout,
            KeepAliveInterval = options.KeepAliveInterval,
        };
        _hub.Closed += OnClosedAsync;
    }

    /// <summary>What is done when a message of that name comes.</summary>
    public void On<T>(string method, Func<T, Task> handler) => _hub.On(method, handler);

    /// <summary>Opens the connection.</summary>
    /// <exception cref="SignInRefusedException">The server does not accept the token.</exception>
    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _closed = NewSource();
        return _hub.StartAsync(cancellationToken);
    }

    /// <summary>Closes the connection; nothing when there is none.</summary>
    public Task CloseAsync() => _hub.StopAsync(CancellationToken.None);

    /// <summary>Ends when the connection does.</summary>
    /// <returns>Why; null: somebody said goodbye.</returns>
    public Task<Exception?> WaitForEndAsync(CancellationToken cancellationToken) => _closed.Task.WaitAsync(cancellationToken);

    /// <summary>Sends one message and waits for the answer.</summary>
    /// <exception cref="RefusedException">The server refused it by name.</exception>
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

    /// <summary>Whether an exception of <see cref="InvokeAsync"/> leaves open whether the server got the message.</summary>
    public static bool IsLoss(Exception exception) => exception
        is IOException or WebSocketException or InvalidOperationException or OperationCanceledException or HubException
        or TimeoutException;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private Task OnClosedAsync(Exception? exception)
    {
        _closed.TrySetResult(exception);
        return Task.CompletedTask;
    }

    private static TaskCompletionSource<Exception?> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
