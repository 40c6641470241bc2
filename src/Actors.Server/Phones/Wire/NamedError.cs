using Actors.Protocol;
using Microsoft.AspNetCore.SignalR;

namespace Actors.Server.Phones.Wire;

/// <summary>Errors that reach the peer by name.</summary>
internal static class NamedError
{
    /// <summary>An exception whose text SignalR passes on: of this very type only, with its name before.</summary>
    public static HubException Exception(ProtocolError error) => new(error.ToString());

    /// <inheritdoc cref="Exception(ProtocolError)"/>
    public static HubException Exception(string code, string message, string? field = null) =>
        Exception(new ProtocolError(code, field, message));
}
