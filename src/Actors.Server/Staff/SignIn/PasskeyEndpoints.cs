using System.Text.Json;
using Actors.Domain.Access;
using Actors.Server.Edge;
using Actors.Server.Staff.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Actors.Server.Staff.SignIn;

/// <summary>What the script of the pages asks for to sign in by passkeys and to add them (WebAuthn).</summary>
internal static class PasskeyEndpoints
{
    private const string SignIn = "/staff/sign-in/passkey";
    private const string Add = "/staff/account/passkeys";
    private const int LongestName = 60;

    /// <summary>Maps the endpoints.</summary>
    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost($"{SignIn}/options", AskAsync).PublicForm().WithMetadata(new GuessingLimit());
        endpoints.MapPost(SignIn, SignInAsync).PublicForm().WithMetadata(new GuessingLimit());
        endpoints.MapPost($"{Add}/options", OfferAsync).ForStaff(StaffPermission.UseOwnAccount);
        endpoints.MapPost(Add, AddAsync).ForStaff(StaffPermission.UseOwnAccount);
    }

    /// <summary>Names no account, so that it tells nothing about any: the browser knows whose passkey it has.</summary>
    private static async Task<IResult> AskAsync(StaffSignIn signIn) => Json(await signIn.MakePasskeyRequestOptionsAsync(null));

    private static async Task<Results<NoContent, ProblemHttpResult>> SignInAsync(
        HttpContext context, StaffSignIn signIn, SignedByPasskey signed) =>
        await signIn.TryPasskeyAsync(signed.Text, context.RequestAborted)
            ? TypedResults.NoContent()
            : TypedResults.Problem(
                "This passkey did not work. It may belong to another account, or have been removed. Use your password.",
                statusCode: StatusCodes.Status401Unauthorized);

    private static async Task<IResult> OfferAsync(HttpContext context, StaffSignIn signIn, StaffUsers users)
    {
        if (await OwnAccount.FindAsync(context, users) is not { MayChangeFactors: true, Account: var account })
        {
            return OwnAccount.Refuse();
        }

        return Json(await signIn.MakePasskeyCreationOptionsAsync(
            new() { Id = account.Id.ToString(), Name = account.Mail, DisplayName = account.Name }));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AddAsync(
        HttpContext context, StaffSignIn signIn, StaffUsers users, SignedByPasskey signed)
    {
        if (await OwnAccount.FindAsync(context, users) is not { MayChangeFactors: true } own)
        {
            return OwnAccount.Refuse();
        }

        var result = await signIn.AttestAsync(signed.Text);
        if (result is not { Succeeded: true, Passkey: { } passkey, UserEntity: { } owner }
            || owner.Id != own.Account.Id.ToString())
        {
            return TypedResults.Problem(
                "The passkey could not be added. Try again.", statusCode: StatusCodes.Status400BadRequest);
        }

        var name = signed.Name?.Trim() is { Length: > 0 } typed ? typed : "Passkey";
        passkey.Name = name[..Math.Min(name.Length, LongestName)];
        if (await users.AddOrUpdatePasskeyAsync(own.Account, passkey) is { Succeeded: false } failed)
        {
            return TypedResults.Problem(Describe(failed), statusCode: StatusCodes.Status409Conflict);
        }

        if (!own.Staff.IsStrong)
        {
            await signIn.BeginSessionAsync(own.Account, SignInMethods.Passkey);
        }

        return TypedResults.NoContent();
    }

    private static string Describe(IdentityResult result) =>
        string.Join(' ', result.Errors.Select(error => error.Description));

    private static ContentHttpResult Json(string json) => TypedResults.Content(json, "application/json");

    /// <summary>What a passkey signed.</summary>
    /// <param name="Credential">The answer of the browser, as its <c>toJSON</c> gives it.</param>
    /// <param name="Name">What the person calls a new passkey.</param>
    internal sealed record SignedByPasskey(JsonElement Credential, string? Name)
    {
        /// <summary>The answer as JSON; an empty object if there is none.</summary>
        public string Text => Credential.ValueKind == JsonValueKind.Object ? Credential.GetRawText() : "{}";
    }
}
