namespace Actors.Server.Edge;

/// <summary>
/// The security headers of every answer. By default an answer may be shown as nothing and load nothing; pages name a policy.
/// </summary>
internal static class SecurityHeaders
{
    /// <summary>A page with scripts, styles and pictures of its own, such as the board.</summary>
    public const string Page = "page";

    /// <summary>The app of phones, which also uses camera, microphone and position, and has a manifest and a worker.</summary>
    public const string PhoneApp = "phone-app";

    /// <summary>A page of staff, which also uses passkeys.</summary>
    public const string StaffPage = "staff-page";

    /// <summary>A page of a library, which has scripts and styles within it.</summary>
    public const string ForeignPage = "foreign-page";

    private const string Own =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; media-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The app has a manifest and workers. In one of them, the face model runs in WebAssembly.</summary>
    private const string App =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Passkeys =
        "camera=(), geolocation=(), microphone=(), publickey-credentials-create=(self), publickey-credentials-get=(self)";

    private const int HstsSeconds = 365 * 24 * 60 * 60;

    private const string Foreign =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "font-src 'self' data:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Adds the policies.</summary>
    public static IServiceCollection AddSecurityHeaders(this IServiceCollection services)
    {
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(policy => Usual(policy))
            .AddPolicy(Page, policy => Allow(policy, Own))
            .AddPolicy(PhoneApp, policy => Allow(policy, App)
                .AddCustomHeader("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(self)"))
            .AddPolicy(StaffPage, policy => Allow(policy, Own)
                .AddCustomHeader("Permissions-Policy", Passkeys))
            .AddPolicy(ForeignPage, policy => Allow(policy, Foreign));
        return services;
    }

    /// <summary>
    /// Over TLS browsers use nothing else for a year. Windows and pages of others have no hold on an answer.
    /// </summary>
    private static HeaderPolicyCollection Usual(HeaderPolicyCollection policy) => policy
        .AddDefaultApiSecurityHeaders()
        .AddStrictTransportSecurityMaxAge(HstsSeconds)
        .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
        .AddCrossOriginResourcePolicy(resource => resource.SameOrigin());

    private static HeaderPolicyCollection Allow(HeaderPolicyCollection policy, string content) => Usual(policy)
        .AddCustomHeader("Content-Security-Policy", content);
}
