using System.Text.Encodings.Web;
using Actors.Privacy.Tokens;
using Actors.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones.SignIn;

/// <summary>
/// Signs phones in by <c>Authorization: Bearer</c>. For the hub the token may also be the query parameter
/// <c>access_token</c>, because WebSockets of browsers cannot send headers; <see cref="QueryToken"/> removes it from the address
/// before anything can log it.
/// </summary>
internal sealed class PhoneTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, PhoneTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Bearer = "Bearer ";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (ReadText() is not { } text)
        {
            return AuthenticateResult.NoResult();
        }

        if (!PhoneToken.TryParse(text, out var token) || await tokens.FindAsync(token, Context.RequestAborted) is not { } owner)
        {
            return AuthenticateResult.Fail("The token is unknown or revoked.");
        }

        Context.Features.Set(token); // Its connections are closed when it is revoked.
        return AuthenticateResult.Success(new(PhoneIdentity.ToPrincipal(owner), Scheme.Name));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Bearer.TrimEnd();
        return base.HandleChallengeAsync(properties);
    }

    private string? ReadText()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        return Request.Path == IEntrantHub.Path ? Context.Features.Get<QueryToken>()?.Text : null;
    }
}
