using System.Diagnostics;
using Actors.Domain.Access;
using Actors.Server.Edge;
using Actors.Server.Staff.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.SignIn;

/// <summary>The pages on which staff sign in and out.</summary>
internal static class SignInEndpoints
{
    private const string Wrong =
        "That did not work. Check the mail address and the password. After several wrong tries an account is locked for a while.";

    private const string TooMany = "There were too many tries. Wait a few minutes, then try again.";

    private const string WrongCode =
        "That code did not work. Wait for the next one and try again; each works once. After several wrong ones the account is "
        + "locked for a while.";

    /// <summary>Maps the pages.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(StaffPaths.SignIn, ShowAsync).Public();
        endpoints.MapPost(StaffPaths.SignIn, SignInAsync).PublicForm().WithMetadata(new GuessingLimit());
        endpoints.MapGet(StaffPaths.Code, ShowCodeAsync).Public();
        endpoints.MapPost(StaffPaths.Code, TakeCodeAsync).PublicForm().WithMetadata(new GuessingLimit());
        endpoints.MapPost(StaffPaths.SignOut, SignOutAsync).ForStaff(StaffPermission.UseOwnAccount);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, StaffOptions options, string? next)
    {
        var known = await context.AuthenticateAsync(StaffIdentity.Scheme);
        return known.Succeeded
            ? TypedResults.LocalRedirect(StaffPaths.Local(next))
            : SignInPage(context, options, StaffForm.Empty, next, null, StatusCodes.Status200OK);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, StaffSignIn signIn, StaffOptions options)
    {
        var form = await StaffForm.ReadAsync(context);
        var next = form["next"];
        return await signIn.TryAsync(form["mail"], form.Password(), context.RequestAborted) switch
        {
            SignInOutcome.Done => TypedResults.LocalRedirect(StaffPaths.Local(next)),
            SignInOutcome.SecondStep => TypedResults.LocalRedirect($"{StaffPaths.Code}?next={Uri.EscapeDataString(next)}"),
            SignInOutcome.TooMany =>
                SignInPage(context, options, form, next, TooMany, StatusCodes.Status429TooManyRequests),
            SignInOutcome.Wrong => SignInPage(context, options, form, next, Wrong, StatusCodes.Status401Unauthorized),
            _ => throw new UnreachableException(),
        };
    }

    private static ContentHttpResult SignInPage(
        HttpContext context, StaffOptions options, StaffForm form, string? next, string? problem, int status)
    {
        var page = StaffPage.Of(context).Alert(problem);
        var hidden = StaffPage.Hidden("next", next);
        var isFirst = form["mail"].Length == 0;
        page.Add(page.Form(
            StaffPaths.SignIn,
            hidden
            + StaffPage.Field(
                "Mail address", "mail", $"type=\"email\" autocomplete=\"username\" required{(isFirst ? " autofocus" : "")}",
                form["mail"])
            + StaffPage.Field(
                "Password", "password",
                $"type=\"password\" autocomplete=\"current-password\" required{(isFirst ? "" : " autofocus")}")
            + "<p><button>Sign in</button></p>"));
        page.Add(
            $"""
            <div class="other" data-passkey="sign-in" data-next="{StaffPage.Encode(StaffPaths.Local(next))}" hidden>
            <button type="button" class="second">Sign in with a passkey</button><p class="alert" role="alert" hidden></p></div>
            """);
        if (options.OpenId.IsOn)
        {
            var begin = $"{OpenIdEndpoints.Begin}?next={Uri.EscapeDataString(StaffPaths.Local(next))}";
            page.Add(
                $"""
                <p class="other"><a class="button second" href="{begin}">{StaffPage.Encode(options.OpenId.Label)}</a></p>
                """);
        }

        return page.Show("Sign in", status);
    }

    private static async Task<IResult> ShowCodeAsync(HttpContext context, StaffSignIn signIn, string? next) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null
            ? TypedResults.LocalRedirect(StaffPaths.SignInFor(StaffPaths.Local(next)))
            : CodePage(context, next, null, StatusCodes.Status200OK);

    private static async Task<IResult> TakeCodeAsync(HttpContext context, StaffSignIn signIn)
    {
        var form = await StaffForm.ReadAsync(context);
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null)
        {
            return TypedResults.LocalRedirect(StaffPaths.SignInFor(StaffPaths.Local(form["next"])));
        }

        return await signIn.TryCodeAsync(form["code"], context.RequestAborted)
            ? TypedResults.LocalRedirect(StaffPaths.Local(form["next"]))
            : CodePage(context, form["next"], WrongCode, StatusCodes.Status401Unauthorized);
    }

    private static ContentHttpResult CodePage(HttpContext context, string? next, string? problem, int status)
    {
        var page = StaffPage.Of(context).Alert(problem);
        page.Add(page.Form(
            StaffPaths.Code,
            StaffPage.Hidden("next", next)
            + StaffPage.Field(
                "Code of your authenticator", "code",
                "inputmode=\"numeric\" autocomplete=\"one-time-code\" required autofocus class=\"code\"",
                hint: "Six digits. Without your authenticator, type one of your recovery codes.")
            + "<p><button>Continue</button></p>"));
        return page.Show("One more step", status);
    }

    private static async Task<IResult> SignOutAsync(StaffSignIn signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(StaffPaths.SignIn);
    }
}
