using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Actors.Server.Edge;

/// <summary>Who may use an endpoint. Each endpoint declares it by a method of <see cref="EndpointAccessDeclarations"/>.</summary>
/// <param name="Permission">The permission that staff need; <c>null</c> if staff do not use it as such.</param>
/// <param name="IsForOperators">
/// Whether operators of the machine use it without a sign-in, at the management port. In trials that is everyone.
/// </param>
/// <param name="NeedsForm">
/// Whether a request that changes something carries the token of a form that the server made, so that the page of a stranger
/// cannot send it.
/// </param>
/// <param name="IsForPhones">Whether phones use it.</param>
internal sealed record EndpointAccess(
    StaffPermission? Permission = null, bool IsForOperators = false, bool NeedsForm = false, bool IsForPhones = false)
    : IAuthorizationRequirement
{
    /// <summary>Whether everyone may use it.</summary>
    public bool IsPublic => Permission is null && !IsForOperators && !IsForPhones;

    /// <summary>What an endpoint declares; <c>null</c> if it declares nothing.</summary>
    public static EndpointAccess? Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<EndpointAccess>();
}

/// <summary>Declares who may use endpoints. What declares nothing is refused.</summary>
internal static class EndpointAccessDeclarations
{
    /// <summary>The scheme and policy of phones.</summary>
    private const string Phone = "phone";

    /// <summary>Everyone may use it.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AllowAnonymous().WithMetadata(new EndpointAccess());

    /// <summary>Everyone may use it, as a form that the server made.</summary>
    public static TBuilder PublicForm<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AllowAnonymous().WithMetadata(new EndpointAccess(NeedsForm: true));

    /// <summary>A phone that has signed in may use it.</summary>
    public static TBuilder ForPhones<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.RequireAuthorization(Phone).WithMetadata(new EndpointAccess(IsForPhones: true));

    /// <summary>Operators of the machine may use it, at the management port only; in trials everyone.</summary>
    public static TBuilder ForOperators<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.AllowAnonymous().WithMetadata(new EndpointAccess(IsForOperators: true));

    /// <summary>Staff with a permission may use it.</summary>
    public static TBuilder ForStaff<TBuilder>(this TBuilder builder, StaffPermission permission)
        where TBuilder : IEndpointConventionBuilder => builder.For(new(permission, NeedsForm: true));

    /// <summary>
    /// Staff with a permission may use it, and without a sign-in operators at the management port; in trials everyone.
    /// </summary>
    public static TBuilder ForStaffAndOperators<TBuilder>(this TBuilder builder, StaffPermission permission)
        where TBuilder : IEndpointConventionBuilder =>
        builder.For(new(permission, IsForOperators: true, NeedsForm: true));

    private static TBuilder For<TBuilder>(this TBuilder builder, EndpointAccess access)
        where TBuilder : IEndpointConventionBuilder => builder
        .RequireAuthorization(new AuthorizationPolicyBuilder(StaffIdentity.Scheme).AddRequirements(access).Build())
        .WithMetadata(access);
}

/// <summary>Answers whether a request may use its endpoint: the one place that does.</summary>
internal sealed partial class EndpointAccessHandler(
    ManagementOptions management, IConfiguration configuration, SecondFactor secondFactor,
    ILogger<EndpointAccessHandler> logger) : IAuthorizationHandler
{
    /// <summary>The part of an address that names a programme.</summary>
    private const string ProgrammeValue = "programme";

    /// <summary>Adds the answer, and refuses what declares nothing.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<IAuthorizationHandler, EndpointAccessHandler>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(
            new AuthorizationPolicyBuilder(StaffIdentity.Scheme).AddRequirements(new Undeclared()).Build());
    }

    /// <inheritdoc/>
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (context.Resource is not HttpContext http)
        {
            return Task.CompletedTask;
        }

        foreach (var requirement in context.PendingRequirements.ToList())
        {
            if (requirement is EndpointAccess access && MayUse(access, http))
            {
                context.Succeed(requirement);
            }
            else if (requirement is Undeclared && !IsUndeclared(http.GetEndpoint()))
            {
                context.Succeed(requirement);
            }
        }

        return Task.CompletedTask;
    }

    private bool MayUse(EndpointAccess access, HttpContext http) =>
        (access.IsForOperators && Audience.IsOperator(http, management, configuration))
        || (access.Permission is { } permission && StaffIdentity.Of(http.User) is { } staff
            && MayUse(staff, permission) && MayUseProgramme(staff, http));

    private bool MayUse(StaffIdentity staff, StaffPermission permission) =>
        AccessTable.Find(staff.Roles, permission) is not null
        && (permission == StaffPermission.UseOwnAccount || !secondFactor.IsMissing(staff));

    /// <summary>
    /// An address that names a programme is for those who work for it. Another one is refused whether or not it exists.
    /// </summary>
    private static bool MayUseProgramme(StaffIdentity staff, HttpContext http) =>
        http.GetRouteValue(ProgrammeValue) is not string name
        || (ProgrammeId.TryParse(name, out var programme) ? staff.WorksFor(programme) : staff.Programmes.Count == 0);

    /// <summary>
    /// Nothing is there, which is answered with 404, or not by this method, with 405: then the endpoint is none of ours.
    /// </summary>
    private bool IsUndeclared(Endpoint? endpoint)
    {
        if (endpoint is not RouteEndpoint route)
        {
            return false;
        }

        LogUndeclared(route.RoutePattern.RawText ?? "");
        return true;
    }

    [LoggerMessage(LogLevel.Error,
        "A request to {Route} was refused: the endpoint does not declare who may use it. This is a fault of the program.")]
    private partial void LogUndeclared(string route);

    private sealed class Undeclared : IAuthorizationRequirement;
}

/// <summary>Whether staff whose roles need a second factor must have used one.</summary>
/// <param name="IsRequired">Whether it is so; the setting <c>Staff:RequireSecondFactor</c>.</param>
internal sealed record SecondFactor(bool IsRequired)
{
    /// <summary>Whether a member of staff must add one before doing anything else.</summary>
    public bool IsMissing(StaffIdentity staff) => IsRequired && staff.NeedsSecondFactor && !staff.IsStrong;
}

/// <summary>Refuses forms that the page of a stranger sent in the name of a member of staff (CSRF).</summary>
internal static class FormGuard
{
    /// <summary>The header with the token, for requests of scripts.</summary>
    public const string Header = "X-Form-Token";

    /// <summary>The field with the token.</summary>
    public const string Field = "form-token";

    /// <summary>What pages of other sites may send without being asked (Fetch standard, CORS-safelisted content types).</summary>
    private static readonly string[] FormTypes =
        ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

    private const string Words =
        "This page was open for too long, or was not made by this server. Go back, load it again, and send it again.";

    private const string Page =
        $"""
        <!doctype html>
        <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Send it again · Actors</title><link rel="stylesheet" href="/staff/staff.css">
        <main class="narrow"><h1>Send it again</h1><p>{Words}</p></main></html>
        """;

    /// <summary>Checks the token of requests that change something.</summary>
    public static async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        if (EndpointAccess.Of(context.GetEndpoint()) is { NeedsForm: true } access
            && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)
            && !(access.IsForOperators && IsOfOperator(context)) && !await IsValidAsync(context))
        {
            IResult refusal = context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
                ? TypedResults.Content(Page, "text/html; charset=utf-8", statusCode: StatusCodes.Status400BadRequest)
                : TypedResults.Problem(Words, statusCode: StatusCodes.Status400BadRequest);
            await refusal.ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    /// <summary>
    /// Whether a program of an operator sent it. Browsers send such a request to another site only if that site agrees, which
    /// this one never does.
    /// </summary>
    private static bool IsOfOperator(HttpContext context) =>
        Audience.IsOperator(
            context, context.RequestServices.GetRequiredService<ManagementOptions>(),
            context.RequestServices.GetRequiredService<IConfiguration>())
        && (!HttpMethods.IsPost(context.Request.Method) || (context.Request.ContentType is { } type
            && !FormTypes.Any(form => type.Contains(form, StringComparison.OrdinalIgnoreCase))));

    private static async Task<bool> IsValidAsync(HttpContext context)
    {
        var cookie = context.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie;
        if (cookie.SecurePolicy == CookieSecurePolicy.Always && !context.Request.IsHttps)
        {
            return false; // No page was made without TLS.
        }

        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            return false; // The form cannot be read.
        }
    }
}
