using System.Security.Claims;
using Actors.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Actors.Server.Tests.Staff.SignIn;

/// <summary>A server that signs staff in by OpenID Connect (OpenIddict), on a port of this machine, without a password.</summary>
internal sealed class OpenIdServer : IAsyncDisposable
{
    public const string Client = "actors";
    public const string Secret = "secret-of-a-test";

    private readonly WebApplication _app;

    private OpenIdServer(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>Who signs in next.</summary>
    public string Subject { get; set; } = "person-1";

    /// <summary>The mail address of that person.</summary>
    public string Mail { get; set; } = "k.ito@centre.example";

    /// <summary>What that person is there.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];

    /// <summary>Starts one.</summary>
    public static async Task<OpenIdServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        builder.WebHost.UseUrls(address.ToString());
        builder.Logging.ClearProviders();
        OpenIdServer? self = null;
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetIssuer(address).SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            options.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email);
            options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            options.EnableDegradedMode(); // No database of clients: the handlers below are all there is.
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            options.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                Reject(context.ClientId != Client, context);
                return default;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                Reject(context.ClientId != Client || context.ClientSecret != Secret, context);
                return default;
            }));
            options.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                context.Principal = self!.Person(context.Request.GetScopes());
                return default;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        self = new(app, address);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return self;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Reject(bool isWrong, BaseValidatingContext context)
    {
        if (isWrong)
        {
            context.Reject(Errors.InvalidClient, "The client is not known.");
        }
    }

    private ClaimsPrincipal Person(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("test");
        identity.AddClaim(new(Claims.Subject, Subject));
        identity.AddClaim(new(Claims.Name, "Ken Ito"));
        identity.AddClaim(new(Claims.Email, Mail));
        identity.AddClaims(Roles.Select(role => new Claim("roles", role)));
        var person = new ClaimsPrincipal(identity).SetScopes(scopes);
        person.SetDestinations(static _ => [Destinations.IdentityToken]);
        return person;
    }
}
