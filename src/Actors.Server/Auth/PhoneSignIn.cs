using Actors.Privacy.Tokens;
using Microsoft.AspNetCore.Authentication;

namespace Actors.Server.Auth;

/// <summary>How phones sign in.</summary>
internal static class PhoneSignIn
{
    /// <summary>It writes down the address of every request before anybody can take a token out of it.</summary>
    private const string AddressLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Adds the tokens of phones and the scheme and policy <see cref="PhoneIdentity.Scheme"/>.</summary>
    public static void AddPhoneSignIn(this IServiceCollection services)
    {
        services.AddPhoneTokens();
        services.AddSingleton<SignedInPhones>();
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
