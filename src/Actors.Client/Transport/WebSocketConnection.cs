using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using Actors.Protocol;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Client.Transport;

/// <summary>
/// A WebSocket in the form that SignalR expects. Reads wait without a buffer, so an idle connection holds little memory.
/// </summary>
internal sealed class WebSocketConnection : ConnectionContext, IDuplexPipe
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);
    private static readonly StreamPipeReaderOptions ReaderOptions = new(leaveOpen: true, useZeroByteReads: true);
    private static readonly StreamPipeWriterOptions WriterOptions = new(leaveOpen: true);

    private readonly ClientWebSocket _socket;
    private readonly TimeProvider _time;

    public WebSocketConnection(ClientWebSocket socket, TimeProvider time)
    {
        _socket = socket;
        _time = time;
        var stream = WebSocketStream.Create(socket, WebSocketMessageType.Text);
        Input = PipeReader.Create(stream, ReaderOptions);
        Output = PipeWriter.Create(stream, WriterOptions);
        Transport = this;
    }

    /// <inheritdoc/>
    public override string ConnectionId { get; set; } = "";

    /// <inheritdoc/>
    public override IFeatureCollection Features { get; } = new FeatureCollection();

    /// <inheritdoc/>
    public override IDictionary<object, object?> Items { get; set; } = new ConnectionItems();

    /// <inheritdoc/>
    public override IDuplexPipe Transport { get; set; }

    /// <inheritdoc/>
    public PipeReader Input { get; }

    /// <inheritdoc/>
    public PipeWriter Output { get; }

    /// <inheritdoc/>
    public override void Abort(ConnectionAbortedException abortReason) => _socket.Abort();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var timeout = new CancellationTokenSource(CloseTimeout, _time);
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token);
            }
        }
        catch (Exception exception)
            when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The connection is lost already.
        }
        finally
        {
            _socket.Dispose();
        }

        await base.DisposeAsync();
    }
}

/// <summary>Connects to the hub of phones by WebSocket, without negotiation.</summary>
internal sealed class WebSocketConnector(string token, TimeProvider time) : IConnectionFactory
{
    /// <summary>Shared by all clients of the process.</summary>
    private static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler { UseCookies = false });

    /// <summary>The server of the next connection.</summary>
    public Uri? Server { get; set; }

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        try
        {
            // SignalR sends its own signs of life.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            await socket.ConnectAsync(AddressOf(Server!), Invoker, cancellationToken);
            return new WebSocketConnection(socket, time);
        }
        catch (WebSocketException) when (socket.HttpStatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            throw new SignInRefusedException(status);
        }
        catch (ArgumentException exception)
        {
            // Thrown by the socket if the server disconnects between its answer and the first frame.
            socket.Dispose();
            throw new IOException("The server closed the connection during the handshake.", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Uri AddressOf(Uri server)
    {
        var builder = new UriBuilder(server) { Path = IEntrantHub.Path };
        builder.Scheme = builder.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return builder.Uri;
    }
}
