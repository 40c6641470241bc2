using System.Security.Claims;
using System.Text.Encodings.Web;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Privacy.Tokens;
using Actors.Protocol;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Actors.Server.Phones.SignIn;

/// <summary>
/// Signs phones in by <c>Authorization: Bearer</c>. For the hub the token may also be the query parameter
/// <c>access_token</c>, because WebSockets of browsers cannot send headers; <see cref="QueryToken"/> removes it from the address
/// before anything can log it.
/// </summary>
internal sealed class PhoneTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, PhoneTokens tokens,
    SignedInPhones phones)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Bearer = "Bearer ";
    private const string RetrySeconds = "5";

    private bool _hasTooMany;

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

        if (!phones.TryTakeConnect(owner.Entrant))
        {
            _hasTooMany = true;
            return AuthenticateResult.Fail("The phones of the person connect too often.");
        }

        Context.Features.Set(token); // Its connections are closed when it is revoked.
        Context.Features.Set(owner);
        return AuthenticateResult.Success(new(PhoneIdentity.ToPrincipal(owner), Scheme.Name));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_hasTooMany)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests; // Not 401: the token is right.
            Response.Headers.RetryAfter = RetrySeconds;
            return Task.CompletedTask;
        }

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

/// <summary>The person whose phone has signed in.</summary>
/// <param name="Person">The person.</param>
/// <param name="Programme">The programme of the person.</param>
internal sealed record PhoneIdentity(EntrantId Person, ProgrammeId Programme)
{
    /// <summary>The name of the authentication scheme of phones, and of the policy that requires it.</summary>
    public const string Scheme = "phone";

    private const string PersonClaim = "person";
    private const string ProgrammeClaim = "programme";

    /// <summary>The claims of the owner of a token.</summary>
    public static ClaimsPrincipal ToPrincipal(PhoneTokenOwner owner) => new(new ClaimsIdentity(
        [new(PersonClaim, owner.Entrant.ToString()), new(ProgrammeClaim, owner.Programme.Value)], Scheme));

    /// <summary>Reads what <see cref="ToPrincipal"/> wrote.</summary>
    /// <exception cref="InvalidOperationException">No phone has signed in: the endpoint lacks the policy.</exception>
    public static PhoneIdentity Of(ClaimsPrincipal? principal) =>
        principal?.FindFirst(PersonClaim) is { } person && principal.FindFirst(ProgrammeClaim) is { } programme
            ? new(EntrantId.Parse(person.Value), ProgrammeId.Parse(programme.Value))
            : throw new InvalidOperationException("No phone has signed in. Does the endpoint require the policy of phones?");
}

/// <summary>A token from the query of the hub's address, removed from there.</summary>
internal sealed record QueryToken(string Text)
{
    private const string Name = "access_token";

    /// <summary>
    /// Moves the token from the address into the features of the request. Runs first, because request logging and exception
    /// pages show addresses.
    /// </summary>
    public static Task HideAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == IEntrantHub.Path
            && context.Request.Query.TryGetValue(Name, out var values) && values is [{ Length: > 0 } text])
        {
            var rest = context.Request.Query.Where(pair => pair.Key != Name);
            context.Request.QueryString = new QueryBuilder(rest).ToQueryString();
            if (context.Features.Get<IHttpRequestFeature>() is { } request)
            {
                request.RawTarget = context.Request.Path + context.Request.QueryString;
            }

            context.Features.Set(new QueryToken(text));
        }

        return next(context);
    }

    /// <summary>Does not contain the token.</summary>
    public override string ToString() => nameof(QueryToken);
}

/// <summary>Removes tokens from addresses before any other middleware sees the request.</summary>
internal sealed class QueryTokenFilter : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(QueryToken.HideAsync);
        next(app);
    };
}

/// <summary>Registers the sign-in of phones.</summary>
internal static class PhoneSignInServiceCollectionExtensions
{
    /// <summary>Logs the address of every request before the token can be removed from it.</summary>
    private const string AddressLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Adds the tokens of phones and the scheme and policy <see cref="PhoneIdentity.Scheme"/>.</summary>
    public static void AddPhoneSignIn(this IServiceCollection services)
    {
        services.AddPhoneTokens();
        services.AddSingleton<SignedInPhones>();
        services.AddSingleton<RevocationWatch>();
        services.AddHostedService(static provider => provider.GetRequiredService<RevocationWatch>());
        services.AddTransient<IStartupFilter, QueryTokenFilter>();
        services.PostConfigure<LoggerFilterOptions>(
            filters => filters.Rules.Add(new(null, AddressLog, LogLevel.Warning, null)));
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, PhoneTokenHandler>(PhoneIdentity.Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(
            PhoneIdentity.Scheme,
            policy => policy.AddAuthenticationSchemes(PhoneIdentity.Scheme).RequireAuthenticatedUser());
    }
}
