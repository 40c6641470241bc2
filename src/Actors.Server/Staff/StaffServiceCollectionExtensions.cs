using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Hosting;
using Actors.Server.Staff.Accounts;
using Actors.Server.Staff.Airport;
using Actors.Server.Staff.Keys;
using Actors.Server.Staff.Own;
using Actors.Server.Staff.Pages;
using Actors.Server.Staff.People;
using Actors.Server.Staff.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Server.Staff;

/// <summary>Registers accounts and sign-in of staff.</summary>
public static class StaffServiceCollectionExtensions
{
    /// <summary>Rounds of PBKDF2 with HMAC-SHA-512 for each password.</summary>
    private const int PasswordRounds = 210_000;

    private const int ShortestPassword = 12;

    /// <summary>
    /// Adds accounts of staff on ASP.NET Core Identity, with options from the section <c>Staff</c>. Its keys must be there before
    /// the first cookie is made, so it comes before everything that signs people in.
    /// </summary>
    public static void AddStaff(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var options = StaffOptions.Read(builder.Configuration);
        services.AddSingleton(options);
        services.AddSingleton(new SecondFactor(options.RequireSecondFactor!.Value));
        services.AddCookieKeys();
        services.AddAccounts(options);
        services.AddSessions(options);
        services.AddAirport();
        services.AddSingleton<PasswordDecoy>();
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<AdministratorSetUp>();
        services.AddHostedService<FirstAdministrator>();
    }

    private static void AddAccounts(this IServiceCollection services, StaffOptions staff)
    {
        services.AddHttpContextAccessor();
        services.AddIdentityCore<StaffAccount>(options =>
            {
                options.User.AllowedUserNameCharacters = "";
                options.Password.RequiredLength = ShortestPassword;
                options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase =
                    options.Password.RequireNonAlphanumeric = false;
                options.Tokens.AuthenticatorTokenProvider = AuthenticatorCodes.Name;
            })
            .AddUserStore<StaffStore>().AddUserManager<StaffUsers>().AddSignInManager<StaffSignIn>()
            .AddPasswordValidator<GuessablePasswords>().AddTokenProvider<AuthenticatorCodes>(AuthenticatorCodes.Name);
        services.AddScoped<IUserClaimsPrincipalFactory<StaffAccount>, StaffPrincipals>();
        services.TryAddScoped<IPasskeyHandler<StaffAccount>, PasskeyHandler<StaffAccount>>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordRounds);
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = staff.PasskeyDomain;
            passkeys.ResidentKeyRequirement = "required"; // So that no mail address is typed first.
            passkeys.UserVerificationRequirement = "required";
            passkeys.AttestationConveyancePreference = "none";
        });
    }

    private static void AddSessions(this IServiceCollection services, StaffOptions staff)
    {
        var authentication = services.AddAuthentication();
        authentication.AddScheme<AuthenticationSchemeOptions, StaffSessionHandler>(StaffIdentity.Scheme, null);
        authentication.AddExternalCookie();
        authentication.AddTwoFactorUserIdCookie();
        authentication.AddTwoFactorRememberMeCookie(); // Identity looks for it; no page offers it.
        authentication.AddOpenId(staff);
        Harden(IdentityConstants.ExternalScheme, "external");
        Harden(IdentityConstants.TwoFactorUserIdScheme, "second-step");
        Harden(IdentityConstants.TwoFactorRememberMeScheme, "known-device");
        services.AddAntiforgery(options =>
        {
            StaffCookies.Harden(options.Cookie, "form", staff);
            options.HeaderName = FormGuard.Header;
            options.FormFieldName = FormGuard.Field;
            options.SuppressXFrameOptionsHeader = true; // All answers have a stricter one.
        });

        void Harden(string scheme, string name) => services.Configure<CookieAuthenticationOptions>(
            scheme, cookie => StaffCookies.Harden(cookie.Cookie, name, staff));
    }
}

/// <summary>Maps the pages of staff.</summary>
public static class StaffEndpoints
{
    /// <summary>Maps the pages under <c>/staff</c>.</summary>
    public static void MapStaff(this WebApplication app)
    {
        var secured = app.MapGroup("").WithSecurityHeadersPolicy(SecurityHeaders.StaffPage)
            .AddEndpointFilter(RequireTlsAsync).AddEndpointFilter(LimitGuessesAsync);
        secured.MapAirport();
        var endpoints = secured.MapGroup("").ExcludeFromDescription();
        endpoints.MapAsset("/staff/staff.css", PageAsset.Read("Staff", "staff.css", "text/css; charset=utf-8")).Public();
        endpoints.MapAsset("/staff/staff.js", PageAsset.Read("Staff", "staff.js", "text/javascript; charset=utf-8")).Public();
        endpoints.MapAsset("/staff/icon.svg", PageAsset.Read("Board", "icon.svg", "image/svg+xml")).Public();
        endpoints.MapSignIn();
        endpoints.MapSetUp();
        endpoints.MapPasskeys();
        endpoints.MapOpenId(app.Services.GetRequiredService<StaffOptions>());
        endpoints.MapOwnAccount();
        endpoints.MapPeople();
    }

    /// <summary>Bounds attempts where something is guessed.</summary>
    private static async ValueTask<object?> LimitGuessesAsync(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.GetEndpoint()?.Metadata.GetMetadata<GuessingLimit>() is null
            || context.RequestServices.GetRequiredService<SignInLimits>().TryTake(context.Connection.RemoteIpAddress))
        {
            return await next(invocation);
        }

        context.Response.Headers.RetryAfter = SignInLimits.RetryAfter;
        return StaffPage.IsAskedFor(context.Request)
            ? StaffPage.Message(
                "Too many tries", "There were too many tries from your network. Wait a minute, then go back and try again.",
                StatusCodes.Status429TooManyRequests)
            : TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Where real people are followed, cookies of staff exist over TLS only.</summary>
    private static async ValueTask<object?> RequireTlsAsync(
        EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        return context.Request.IsHttps || context.RequestServices.GetRequiredService<StaffOptions>().IsTrial
            ? await next(invocation)
            : StaffPage.Message(
                "Only over TLS",
                "Staff sign in over https only. If you see this behind a reverse proxy, Connections:TrustedProxies does not name "
                + "it, or it does not send X-Forwarded-Proto.",
                StatusCodes.Status403Forbidden);
    }
}
