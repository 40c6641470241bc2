using System.Collections.Concurrent;
using Actors.Privacy.Tokens;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones.SignIn;

/// <summary>
/// The connections of phones to this server, so that a token that is revoked takes its open connections with it. Those to
/// other servers end when their phones next connect.
/// </summary>
internal sealed class SignedInPhones(PhoneTokens tokens)
{
    private readonly ConcurrentDictionary<string, (HubCallerContext Connection, string Token)> _connections = [];

    /// <summary>A phone has connected. One whose token was revoked meanwhile is cut off.</summary>
    public async Task EnterAsync(HubCallerContext connection)
    {
        var token = connection.GetHttpContext()?.Features.Get<PhoneToken>()
            ?? throw new InvalidOperationException("The connection is not signed in by a token.");
        _connections[connection.ConnectionId] = (connection, token.Text);

        // Only now: a revocation of the token from here on finds the connection.
        if (await tokens.FindAsync(token) is null)
        {
            connection.Abort();
        }
    }

    /// <summary>A phone is gone.</summary>
    public void Leave(HubCallerContext connection) => _connections.TryRemove(connection.ConnectionId, out _);

    /// <summary>Makes a token worthless and cuts off who is connected by it.</summary>
    /// <returns>False when it was never given out, or was revoked before.</returns>
    public async Task<bool> RevokeAsync(PhoneToken token, CancellationToken cancellationToken = default)
    {
        var revoked = await tokens.RevokeAsync(token, cancellationToken);
        foreach (var (_, (connection, text)) in _connections)
        {
            if (text == token.Text)
            {
                connection.Abort();
            }
        }

        return revoked;
    }
}
