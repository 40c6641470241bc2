using Actors.Storage.Tokens;
using Microsoft.AspNetCore.Authentication;

namespace Actors.Server.Auth;

/// <summary>How phones sign in.</summary>
internal static class PhoneSignIn
{
    /// <summary>Adds the tokens of phones and the scheme and policy <see cref="PhoneIdentity.Scheme"/>.</summary>
    public static void AddPhoneSignIn(this IServiceCollection services)
    {
        services.AddPhoneTokens();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, PhoneTokenHandler>(PhoneIdentity.Scheme, null);
        services.AddAuthorizationBuilder().AddPolicy(
            PhoneIdentity.Scheme,
            policy => policy.AddAuthenticationSchemes(PhoneIdentity.Scheme).RequireAuthenticatedUser());
    }
}
