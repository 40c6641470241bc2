using System.Collections.Concurrent;
using Actors.Privacy.Tokens;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones.SignIn;

/// <summary>
/// The connections of phones to this server. Revoking a token closes its connections here; those to other servers end when
/// they next connect.
/// </summary>
internal sealed class SignedInPhones(PhoneTokens tokens)
{
    private readonly ConcurrentDictionary<string, (HubCallerContext Connection, string Token)> _connections = [];

    /// <summary>Adds a connection. Closes it if its token was revoked meanwhile.</summary>
    public async Task EnterAsync(HubCallerContext connection)
    {
        var token = connection.GetHttpContext()?.Features.Get<PhoneToken>()
            ?? throw new InvalidOperationException("The connection has no token.");
        _connections[connection.ConnectionId] = (connection, token.Text);

        // After adding it: from here on a revocation finds the connection.
        if (await tokens.FindAsync(token) is null)
        {
            connection.Abort();
        }
    }

    /// <summary>Removes a connection.</summary>
    public void Leave(HubCallerContext connection) => _connections.TryRemove(connection.ConnectionId, out _);

    /// <summary>Revokes a token and closes its connections.</summary>
    /// <returns><c>false</c> if the token is unknown or was revoked before.</returns>
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
