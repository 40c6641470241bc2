using System.Net;
using Actors.Protocol;

namespace Actors.Client;

/// <summary>The server refused a message for a named reason.</summary>
public sealed class RefusedException(ProtocolError error, Exception? inner = null) : Exception(error.ToString(), inner)
{
    /// <summary>The reason.</summary>
    public ProtocolError Error { get; } = error;

    /// <summary>Whether the server may accept the same message a little later.</summary>
    internal bool IsTransient => Error.Code is ErrorCode.Busy or ErrorCode.Unavailable or ErrorCode.TooManyMessages;
}

/// <summary>The server does not accept the token. Another attempt does not help.</summary>
public sealed class SignInRefusedException(HttpStatusCode status)
    : Exception($"The server does not accept the token: it answered {(int)status}.")
{
    /// <summary>The status of the answer.</summary>
    public HttpStatusCode Status { get; } = status;
}
