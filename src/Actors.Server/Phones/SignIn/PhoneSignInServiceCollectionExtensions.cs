using Actors.Privacy.Tokens;
using Microsoft.AspNetCore.Authentication;

namespace Actors.Server.Phones.SignIn;

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
