using Actors.Domain.Access;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Accounts;
using Actors.Server.Staff.Pages;
using Actors.Server.Staff.SignIn;

namespace Actors.Server.Staff.Own;

/// <summary>The start page of staff, and the page of one's own account: password, second factors, sessions.</summary>
internal static class OwnAccountEndpoints
{
    private const string Password = StaffPaths.Account + "/password";
    private const string RemovePasskey = StaffPaths.Account + "/passkeys/remove";
    private const string EndSession = StaffPaths.Account + "/sessions/end";

    /// <summary>Maps the pages.</summary>
    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("").ForStaff(StaffPermission.UseOwnAccount);
        endpoints.MapGet(StaffPaths.Home, ShowHomeAsync);
        endpoints.MapGet(StaffPaths.Account, ShowAsync);
        endpoints.MapPost(Password, ChangePasswordAsync);
        endpoints.MapPost(RemovePasskey, RemovePasskeyAsync);
        endpoints.MapPost(EndSession, EndSessionAsync);
        endpoints.MapAuthenticator();
    }

    private static async Task<IResult> ShowHomeAsync(HttpContext context, StaffUsers users)
    {
        if (await OwnAccount.FindAsync(context, users) is not { } own)
        {
            return TypedResults.LocalRedirect(StaffPaths.SignIn);
        }

        var roles = string.Join(", ", own.Account.Roles.Select(StaffWords.Of));
        var links = StaffWords.Pages.Where(page => AccessTable.Find(own.Account.Roles, page.Permission) is not null)
            .Select(page => $"""
                <li><a href="{page.Path}"><b>{page.Title}</b><span>{page.Text}</span></a></li>
                """);
        return StaffPage.Of(context)
            .Add($"<p>{StaffPage.Encode(roles)}</p><ul class=\"cards\">{string.Concat(links)}</ul>")
            .Show($"Hello, {own.Account.Name}");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext context, StaffUsers users, StaffSessions sessions, StaffOptions options, SecondFactor secondFactor,
        TimeProvider time, string? done) => await RenderAsync(
        context, users, sessions, options, secondFactor, time, StaffForm.Empty, StaffWords.Done(done));

    private static async Task<IResult> RenderAsync(
        HttpContext context, StaffUsers users, StaffSessions sessions, StaffOptions options, SecondFactor secondFactor,
        TimeProvider time, StaffForm form, string? done)
    {
        if (await OwnAccount.FindAsync(context, users) is not { } own)
        {
            return TypedResults.LocalRedirect(StaffPaths.SignIn);
        }

        var now = time.GetUtcNow();
        var open = await sessions.ListAsync(
            own.Account.Id, now - options.AbsoluteLimit, now - options.IdleLimit, context.RequestAborted);
        var page = StaffPage.Of(context).Note(done).Alert(
            secondFactor.IsMissing(own.Staff) && !own.HasFactor
                ? "Your role needs a second factor. Add a passkey or an authenticator; until then you can use this page only."
                : secondFactor.IsMissing(own.Staff)
                    ? "Your role needs a second factor. Sign out, and sign in with your passkey."
                    : null);
        page.Add($"""
            <dl><dt>Name</dt><dd>{StaffPage.Encode(own.Account.Name)}</dd>
            <dt>Mail address</dt><dd>{StaffPage.Encode(own.Account.Mail)}</dd>
            <dt>Roles</dt><dd>{StaffPage.Encode(string.Join(", ", own.Account.Roles.Select(StaffWords.Of)))}</dd>
            <dt>Programmes</dt><dd>{StaffPage.Encode(Programmes(own.Account))}</dd></dl>
            """);
        if (own.Account.Login is null)
        {
            page.Add(Passkeys(page, own)).Add(Authenticator(page, own)).Add(PasswordForm(page, form));
        }

        page.Add(Sessions(page, own, open));
        return page.Show("My account", form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static string Programmes(StaffAccount account) =>
        account.Programmes.Count == 0 ? "all" : string.Join(", ", account.Programmes);

    private static string Passkeys(StaffPage page, OwnAccount own)
    {
        var rows = own.Account.Passkeys.Select(passkey => $"""
            <li><span><b>{StaffPage.Encode(passkey.Name)}</b> added {StaffPage.Time(passkey.CreatedAt)}</span>
            {Changing(own, page.Form(
                RemovePasskey,
                StaffPage.Hidden("passkey", StaffSessions.IdOf(Convert.ToHexString(passkey.CredentialId)))
                + $"""<button class="plain" aria-label="Remove {StaffPage.Encode(passkey.Name)}">Remove</button>"""))}</li>
            """);
        var list = own.Account.Passkeys.Count == 0 ? "" : $"<ul class=\"rows\">{string.Concat(rows)}</ul>";
        return $"""
            <section><h2>Passkeys</h2>
            <p>A passkey is the safest way to sign in: your finger, your face or the PIN of your device.</p>
            {list}
            {Changing(own, """
                <div data-passkey="add" data-next="/staff/account?done=passkey" hidden>
                <p class="field"><label for="passkey-name">Name of the device</label>
                <input id="passkey-name" maxlength="60" placeholder="Work laptop"></p>
                <button type="button" class="second">Add a passkey</button><p class="alert" role="alert" hidden></p></div>
                <noscript><p>Passkeys need scripts, which are off in this browser.</p></noscript>
                """)}
            </section>
            """;
    }

    private static string Authenticator(StaffPage page, OwnAccount own) => $"""
        <section><h2>Authenticator</h2>
        {(own.Account.HasAuthenticator
            ? "<p>An app shows a code that you type after your password. "
                + $"{own.Account.RecoveryCodes.Count} recovery codes are left.</p>"
                + Changing(own, page.Form(
                    StaffPaths.Authenticator + "/remove", "<button class=\"plain\">Remove the authenticator</button>"))
            : "<p>An app on your phone that shows a new code every half minute. You type it after your password.</p>"
                + Changing(
                    own, $"<p><a class=\"button second\" href=\"{StaffPaths.Authenticator}\">Add an authenticator</a></p>"))}
        </section>
        """;

    private static string PasswordForm(StaffPage page, StaffForm form) => $"""
        <section><h2>Password</h2>
        {page.Form(
            Password,
            StaffPage.Field(
                "Password now", "current", "type=\"password\" autocomplete=\"current-password\" required",
                problem: form.Problem("current"))
            + SetUpEndpoints.PasswordFields(form) + "<p><button class=\"second\">Change the password</button></p>")}
        </section>
        """;

    private static string Sessions(StaffPage page, OwnAccount own, IReadOnlyList<ListedSession> open)
    {
        var rows = open.Select(session => $"""
            <li><span><b>{(session.Id == own.Staff.Session ? "This session" : "Session")}</b>
            {StaffWords.Method(session.Method)}, since {StaffPage.Time(session.CreatedAt)},
            last used {StaffPage.Time(session.SeenAt)}</span>
            {(session.Id == own.Staff.Session ? "" : page.Form(
                EndSession, StaffPage.Hidden("session", session.Id) + "<button class=\"plain\">End</button>"))}</li>
            """);
        return $"""
            <section><h2>Sessions</h2><ul class="rows">{string.Concat(rows)}</ul>
            {page.Form(EndSession, "<button class=\"second\">Sign out everywhere</button>")}</section>
            """;
    }

    /// <summary>What changes second factors, or why it may not be done now.</summary>
    private static string Changing(OwnAccount own, string html) => own.MayChangeFactors
        ? html
        : "<p><small>Sign in with your passkey or your authenticator to change this.</small></p>";

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, StaffUsers users, StaffSessions sessions, StaffOptions options, SecondFactor secondFactor,
        StaffSignIn signIn, TimeProvider time)
    {
        var form = await StaffForm.ReadAsync(context);
        if (await OwnAccount.FindAsync(context, users) is not { Account: { Login: null } account, Staff: var staff })
        {
            return OwnAccount.Refuse();
        }

        var password = form.NewPassword();
        if (await users.IsLockedOutAsync(account))
        {
            form.Refuse("current", "There were too many wrong tries. Wait a while.");
        }
        else if (!await users.CheckPasswordAsync(account, form.Password("current")))
        {
            await users.AccessFailedAsync(account);
            form.Refuse("current", "This is not your password.");
        }

        if (form.IsRight)
        {
            form.Refuse("password", await users.ReplacePasswordAsync(account, password));
        }

        if (!form.IsRight)
        {
            return await RenderAsync(context, users, sessions, options, secondFactor, time, form, null);
        }

        await signIn.BeginSessionAsync(account, staff.Method); // All others have ended.
        return TypedResults.LocalRedirect($"{StaffPaths.Account}?done=password");
    }

    private static async Task<IResult> RemovePasskeyAsync(HttpContext context, StaffUsers users)
    {
        var form = await StaffForm.ReadAsync(context);
        if (await OwnAccount.FindAsync(context, users) is not { MayChangeFactors: true, Account: var account })
        {
            return OwnAccount.Refuse();
        }

        var removed = account.Passkeys.FirstOrDefault(
            passkey => StaffSessions.IdOf(Convert.ToHexString(passkey.CredentialId)) == form["passkey"]);
        if (removed is not null)
        {
            await users.RemovePasskeyAsync(account, removed.CredentialId);
        }

        return TypedResults.LocalRedirect($"{StaffPaths.Account}?done=removed");
    }

    /// <summary>Ends one session, or all if none is named.</summary>
    private static async Task<IResult> EndSessionAsync(
        HttpContext context, StaffUsers users, StaffSessions sessions, StaffSignIn signIn)
    {
        var form = await StaffForm.ReadAsync(context);
        if (await OwnAccount.FindAsync(context, users) is not { Account: var account })
        {
            return TypedResults.LocalRedirect(StaffPaths.SignIn);
        }

        if (form["session"].Length > 0)
        {
            await sessions.EndAsync(account.Id, form["session"], context.RequestAborted);
            return TypedResults.LocalRedirect($"{StaffPaths.Account}?done=session");
        }

        await users.UpdateSecurityStampAsync(account);
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(StaffPaths.SignIn);
    }
}
