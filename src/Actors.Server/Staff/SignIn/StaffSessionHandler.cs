using System.Security.Claims;
using System.Text.Encodings.Web;
using Actors.Domain.Protection;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Actors.Server.Staff.SignIn;

/// <summary>
/// Knows staff by a cookie with the key of a session that the database has. So roles are those of now, a session can be ended on
/// all servers at once, and each sign-in gets a new key.
/// </summary>
internal sealed class StaffSessionHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, StaffSessions sessions,
    StaffOptions staff, SecondFactor secondFactor)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string MethodClaim = "amr";

    /// <summary>Uses of a session closer to each other are not recorded.</summary>
    private static readonly TimeSpan Granularity = TimeSpan.FromMinutes(1);

    private CookieBuilder Cookie => StaffCookies.Build("staff", staff);

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Cookie.Name!] is not { Length: > 0 } key)
        {
            return AuthenticateResult.NoResult();
        }

        var now = TimeProvider.GetUtcNow();
        if (await sessions.FindAsync(key, Context.RequestAborted) is not { } session
            || now >= session.CreatedAt + staff.AbsoluteLimit || now >= session.SeenAt + staff.IdleLimit)
        {
            return AuthenticateResult.Fail("The session has ended.");
        }

        if (now - session.SeenAt >= Granularity)
        {
            await sessions.TouchAsync(key, Context.RequestAborted);
        }

        var identity = new StaffIdentity(
            session.Account, session.Roles, session.Programmes, session.Method, StaffSessions.IdOf(key));
        return AuthenticateResult.Success(new(identity.ToPrincipal(), Scheme.Name));
    }

    /// <inheritdoc/>
    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        await EndAsync();
        var key = await sessions.BeginAsync(
            RecordId.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), user.FindFirstValue(StaffPrincipals.Stamp)!,
            user.FindAll(MethodClaim).Last().Value, TimeProvider.GetUtcNow() - staff.AbsoluteLimit, Context.RequestAborted);
        Response.Cookies.Append(Cookie.Name!, key, Cookie.Build(Context));
    }

    /// <inheritdoc/>
    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        await EndAsync();
        Response.Cookies.Delete(Cookie.Name!, Cookie.Build(Context));
    }

    /// <summary>Leads a person to the sign-in page, and tells programs that they have to sign in.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (StaffPage.IsAskedFor(Request))
        {
            Response.Redirect(StaffPaths.SignInFor(Request.Path + Request.QueryString));
        }
        else
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }

    /// <summary>Leads a person without a second factor to the page where one is added. Tells others what they lack.</summary>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var isMissing = StaffIdentity.Of(Context.User) is { } identity && secondFactor.IsMissing(identity);
        if (!StaffPage.IsAskedFor(Request))
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        if (isMissing)
        {
            Response.Redirect(StaffPaths.Account);
            return Task.CompletedTask;
        }

        return StaffPage.Message(
            "Not for your role",
            "Your roles do not include this page. If you need it for your work, ask an administrator.",
            StatusCodes.Status403Forbidden).ExecuteAsync(Context);
    }

    private async Task EndAsync()
    {
        if (Request.Cookies[Cookie.Name!] is { Length: > 0 } key)
        {
            await sessions.EndAsync(key, Context.RequestAborted);
        }
    }
}

/// <summary>The claims with which a session begins. They are not kept.</summary>
internal sealed class StaffPrincipals : IUserClaimsPrincipalFactory<StaffAccount>
{
    /// <summary>The claim with the stamp of the account.</summary>
    public const string Stamp = "stamp";

    /// <inheritdoc/>
    public Task<ClaimsPrincipal> CreateAsync(StaffAccount user) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, user.Id.ToString()), new(Stamp, user.Stamp)], StaffIdentity.Scheme)));
}

/// <summary>
/// The cookies of staff: for this host only, not for scripts, and not sent with what a page of a stranger sends. Where real
/// people are followed they exist over TLS only.
/// </summary>
internal static class StaffCookies
{
    /// <summary>Makes a cookie.</summary>
    /// <param name="name">Its name, without prefix.</param>
    /// <param name="options">Whether it is a trial, which may run without TLS.</param>
    public static CookieBuilder Build(string name, StaffOptions options)
    {
        var cookie = new CookieBuilder();
        Harden(cookie, name, options);
        return cookie;
    }

    /// <inheritdoc cref="Build"/>
    public static void Harden(CookieBuilder cookie, string name, StaffOptions options)
    {
        cookie.Name = (options.IsTrial ? "actors-" : "__Host-actors-") + name;
        cookie.SecurePolicy = options.IsTrial ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.Path = "/";
    }
}
