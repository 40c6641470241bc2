using System.Net;
using System.Net.WebSockets;
using Actors.Protocol;
using Microsoft.AspNetCore.Connections;

namespace Actors.Client.Transport;

/// <summary>Connects to the hub of phones by a WebSocket, without negotiation.</summary>
internal sealed class WebSocketConnector(Uri server, string token, TimeProvider time) : IConnectionFactory
{
    /// <summary>One for all clients of the process: it holds what they have in common.</summary>
    private static readonly HttpMessageInvoker Invoker = new(new SocketsHttpHandler { UseCookies = false });

    private readonly Uri _address = Address(server);

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var socket = new ClientWebSocket();
        try
        {
            // Signs of life are those of SignalR.
            socket.Options.KeepAliveInterval = TimeSpan.Zero;
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            await socket.ConnectAsync(_address, Invoker, cancellationToken);
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
            // What the socket says when the server breaks off between its answer and the first frame.
            socket.Dispose();
            throw new IOException("The connection was lost while it was made.", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Uri Address(Uri server)
    {
        var builder = new UriBuilder(server) { Path = EntrantHubNames.Path };
        builder.Scheme = builder.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs;
        return builder.Uri;
    }
}
