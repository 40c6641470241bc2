using System.IO.Pipelines;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Client.Transport;

/// <summary>
/// One WebSocket as SignalR sees it. Reads wait without a buffer, so that a connection on which nothing happens holds
/// little memory.
/// </summary>
internal sealed class WebSocketConnection : ConnectionContext, IDuplexPipe
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly StreamPipeReaderOptions Reading = new(leaveOpen: true, useZeroByteReads: true);
    private static readonly StreamPipeWriterOptions Writing = new(leaveOpen: true);

    private readonly ClientWebSocket _socket;
    private readonly TimeProvider _time;

    public WebSocketConnection(ClientWebSocket socket, TimeProvider time)
    {
        _socket = socket;
        _time = time;
        var stream = WebSocketStream.Create(socket, WebSocketMessageType.Text);
        Input = PipeReader.Create(stream, Reading);
        Output = PipeWriter.Create(stream, Writing);
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
                using var patience = new CancellationTokenSource(Farewell, _time);
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
            }
        }
        catch (Exception exception)
            when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It is gone already.
        }
        finally
        {
            _socket.Dispose();
        }

        await base.DisposeAsync();
    }
}
