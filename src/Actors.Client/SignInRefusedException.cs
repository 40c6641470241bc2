using System.Net;

namespace Actors.Client;

/// <summary>The server does not accept the token. Trying again would not help.</summary>
public sealed class SignInRefusedException(HttpStatusCode status)
    : Exception($"The server does not accept the token: it answered {(int)status}.")
{
    /// <summary>What it answered.</summary>
    public HttpStatusCode Status { get; } = status;
}
