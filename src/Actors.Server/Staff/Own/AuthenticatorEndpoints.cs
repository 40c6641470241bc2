using System.Globalization;
using System.Text;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Accounts;
using Actors.Server.Staff.Pages;
using Actors.Server.Staff.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;

namespace Actors.Server.Staff.Own;

/// <summary>The page on which a person adds an authenticator (RFC 6238).</summary>
internal static class AuthenticatorEndpoints
{
    private const int RecoveryCodes = 8;

    /// <summary>Maps the page.</summary>
    public static void MapAuthenticator(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(StaffPaths.Authenticator, ShowAsync);
        endpoints.MapPost(StaffPaths.Authenticator, AddAsync);
        endpoints.MapPost(StaffPaths.Authenticator + "/remove", RemoveAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, StaffUsers users)
    {
        if (await OwnAccount.FindAsync(context, users) is not
            { MayChangeFactors: true, Account: { HasAuthenticator: false } account })
        {
            return TypedResults.LocalRedirect(StaffPaths.Account);
        }

        if (account.AuthenticatorKey is null)
        {
            account.AuthenticatorKey = users.GenerateNewAuthenticatorKey();
            await users.UpdateAsync(account); // It counts only when a code of it was typed.
        }

        return AddPage(context, account, StaffForm.Empty);
    }

    private static async Task<IResult> AddAsync(HttpContext context, StaffUsers users, StaffSignIn signIn)
    {
        var form = await StaffForm.ReadAsync(context);
        if (await OwnAccount.FindAsync(context, users) is not
            { MayChangeFactors: true, Account: { HasAuthenticator: false, AuthenticatorKey: not null } account })
        {
            return TypedResults.LocalRedirect(StaffPaths.Account);
        }

        var code = form["code"].Replace(" ", "", StringComparison.Ordinal);
        if (!await users.VerifyTwoFactorTokenAsync(account, AuthenticatorCodes.Name, code))
        {
            form.Refuse("code", "This is not the code that the authenticator shows now. Is the clock of the phone right?");
            return AddPage(context, account, form);
        }

        await users.SetTwoFactorEnabledAsync(account, enabled: true); // All sessions end.
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? [];
        await signIn.BeginSessionAsync(account, SignInMethods.SecondStep);
        var list = string.Concat(codes.Select(each => $"<li><code>{StaffPage.Encode(each)}</code></li>"));
        return StaffPage.Of(context)
            .Note("The authenticator is added. From now on you type its code after your password.")
            .Add($"""
                <p>Keep these recovery codes where you find them without your phone. Each signs you in once in place of a code.
                They are not shown again.</p>
                <ul class="codes">{list}</ul>
                <p><a class="button" href="{StaffPaths.Home}">I have kept them</a></p>
                """)
            .Show("Recovery codes");
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, StaffUsers users, StaffSignIn signIn)
    {
        if (await OwnAccount.FindAsync(context, users) is not { MayChangeFactors: true } own)
        {
            return OwnAccount.Refuse();
        }

        (own.Account.AuthenticatorKey, own.Account.RecoveryCodes) = (null, []);
        await users.SetTwoFactorEnabledAsync(own.Account, enabled: false); // All sessions end.
        await signIn.BeginSessionAsync(
            own.Account, own.Staff.Method == SignInMethods.Passkey ? own.Staff.Method : SignInMethods.Password);
        return TypedResults.LocalRedirect($"{StaffPaths.Account}?done=removed");
    }

    private static ContentHttpResult AddPage(HttpContext context, StaffAccount account, StaffForm form)
    {
        var key = account.AuthenticatorKey!;
        var uri = $"otpauth://totp/{Uri.EscapeDataString($"Actors:{account.Mail}")}?secret={key}&issuer=Actors&digits=6";
        var page = StaffPage.Of(context).Add($"""
            <ol><li>Open the authenticator on your phone, such as the one of your organisation.</li>
            <li>Scan this picture, or type the key.</li><li>Type the code that the authenticator shows.</li></ol>
            <figure>{Picture(uri)}<figcaption>Key: <code>{string.Join(' ', key.Chunk(4).Select(part => new string(part)))}</code>
            </figcaption></figure>
            """);
        page.Add(page.Form(
            StaffPaths.Authenticator,
            StaffPage.Field(
                "Code", "code", "inputmode=\"numeric\" autocomplete=\"one-time-code\" required autofocus class=\"code\"",
                problem: form.Problem("code"), hint: "Six digits.")
            + "<p><button>Add the authenticator</button></p>"));
        return page.Show("Add an authenticator", form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>A QR code as a picture in the page, because the policy of pages allows no other place for a secret.</summary>
    private static string Picture(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                if (rows[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return $"""
            <svg class="qr" viewBox="0 0 {rows.Count} {rows.Count}" role="img" aria-label="QR code with the key">
            <rect width="{rows.Count}" height="{rows.Count}" fill="#fff"/><path d="{path}" fill="#000"/></svg>
            """;
    }
}
