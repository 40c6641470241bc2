using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using Actors.Domain.Access;
using Actors.Domain.Protection;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Accounts;
using Actors.Server.Staff.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Actors.Server.Staff.SignIn;

/// <summary>Lets another server sign staff in (OpenID Connect, code flow with PKCE).</summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names the settings of the library, and only translates.")]
internal static class OpenIdEndpoints
{
    /// <summary>Where a person goes to the other server.</summary>
    public const string Begin = "/staff/sign-in/openid";

    private const string Scheme = "staff-openid";
    private const string Done = "/staff/sign-in/openid/done";
    private const string Callback = "/staff/sign-in/openid/callback";

    /// <summary>Adds the scheme, if there is another server.</summary>
    public static void AddOpenId(this AuthenticationBuilder authentication, StaffOptions options)
    {
        if (options.OpenId.IsOn)
        {
            authentication.AddOpenIdConnect(Scheme, handler => Configure(handler, options));
        }
    }

    /// <summary>Maps the endpoints, if there is another server.</summary>
    public static void MapOpenId(this IEndpointRouteBuilder endpoints, StaffOptions options)
    {
        if (options.OpenId.IsOn)
        {
            // A link and not a form, because the policy of pages lets forms lead to this server only.
            endpoints.MapGet(Begin, Challenge).Public().WithMetadata(new GuessingLimit());
            endpoints.MapGet(Done, FinishAsync).Public();
        }
    }

    private static void Configure(OpenIdConnectOptions handler, StaffOptions options)
    {
        var server = options.OpenId;
        handler.SignInScheme = IdentityConstants.ExternalScheme;
        handler.Authority = server.Authority;
        handler.RequireHttpsMetadata = server.Authority!.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        handler.ClientId = server.ClientId;
        handler.ClientSecret = server.ClientSecret;
        handler.CallbackPath = Callback;
        handler.ResponseType = OpenIdConnectResponseType.Code;
        handler.ResponseMode = OpenIdConnectResponseMode.Query; // So that cookies need not be sent across sites.
        handler.UsePkce = true;
        handler.MapInboundClaims = false;
        handler.SaveTokens = false;
        handler.DisableTelemetry = true;
        handler.Scope.Add("email");
        foreach (var scope in server.Scopes)
        {
            handler.Scope.Add(scope);
        }

        foreach (var cookie in new[] { handler.CorrelationCookie, handler.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = options.IsTrial ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        }

        handler.Events.OnRemoteFailure = static async failed =>
        {
            failed.HandleResponse();
            await StaffPage.Message(
                "You are not signed in",
                "The other server did not sign you in, or you took too long. Go back to the sign-in page, and try again.",
                StatusCodes.Status401Unauthorized).ExecuteAsync(failed.HttpContext);
        };
    }

    private static ChallengeHttpResult Challenge(string? next) => TypedResults.Challenge(
        new() { RedirectUri = $"{Done}?next={Uri.EscapeDataString(StaffPaths.Local(next))}" }, [Scheme]);

    private static async Task<IResult> FinishAsync(
        HttpContext context, StaffUsers users, StaffAccounts accounts, StaffSignIn signIn, StaffOptions options,
        TimeProvider time, string? next)
    {
        var found = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        if (found.Principal?.FindFirst("sub") is not { } subject)
        {
            return TypedResults.LocalRedirect(StaffPaths.SignIn);
        }

        var roles = options.OpenId.Map(found.Principal.FindAll(options.OpenId.RoleClaim).Select(claim => claim.Value));
        if (roles.Count == 0)
        {
            return StaffPage.Message(
                "No role here", "The other server knows you, but you have no role here. Ask those who manage roles there.",
                StatusCodes.Status403Forbidden);
        }

        var login = new StaffLogin(subject.Issuer, subject.Value);
        var account = await accounts.FindByLoginAsync(login, context.RequestAborted);
        var result = account is null
            ? await users.CreateAsync(account = Make(found.Principal, login, roles, time.GetUtcNow()))
            : await UpdateAsync(users, account, roles);
        if (!result.Succeeded || account.ClosedAt is not null)
        {
            return StaffPage.Message(
                "You are not signed in",
                "There is another account with your mail address, or yours was closed. Ask an administrator.",
                StatusCodes.Status403Forbidden);
        }

        await signIn.BeginSessionAsync(account, SignInMethods.OpenId);
        return TypedResults.LocalRedirect(StaffPaths.Local(next));
    }

    private static StaffAccount Make(
        ClaimsPrincipal person, StaffLogin login, IReadOnlyList<StaffRole> roles, DateTimeOffset now) => new()
        {
            Id = RecordId.New(),
            Name = person.FindFirstValue("name") ?? "No name",
            Mail = person.FindFirstValue("email") ?? $"{Guid.NewGuid():N}@no-address.invalid",
            Roles = roles,
            Login = login,
            CreatedAt = now,
        };

    /// <summary>The other server says what a person is. When that changes, sessions elsewhere end.</summary>
    private static Task<IdentityResult> UpdateAsync(StaffUsers users, StaffAccount account, IReadOnlyList<StaffRole> roles)
    {
        if (account.Roles.SequenceEqual(roles))
        {
            return Task.FromResult(IdentityResult.Success);
        }

        account.Roles = roles;
        return users.UpdateSecurityStampAsync(account);
    }
}
