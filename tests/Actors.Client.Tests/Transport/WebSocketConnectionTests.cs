using System.Net.WebSockets;
using Actors.Client.Transport;

namespace Actors.Client.Tests.Transport;

public sealed class WebSocketConnectionTests
{
    /// <summary>
    /// The server was killed and the socket closed, but the loop of the client did not know it yet: the command failed for good
    /// instead of waiting for the next connection.
    /// </summary>
    [Fact]
    public async Task Command_for_a_socket_that_is_closed_counts_as_lost()
    {
        await using var connection = new WebSocketConnection(new ClientWebSocket(), TimeProvider.System);
        connection.Abort(new("The server is gone."));
        var failure = await Record.ExceptionAsync(
            () => connection.Output.WriteAsync(new byte[1], TestContext.Current.CancellationToken).AsTask());
        Assert.NotNull(failure);
        Assert.True(HubLine.IsLoss(failure), failure.ToString());
    }
}
