using System.Net;
using System.Net.WebSockets;
using Actors.Protocol;
using Microsoft.AspNetCore.Connections;

namespace Actors.Client.Transport;

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
