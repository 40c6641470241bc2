using Actors.Domain.Access;
using Actors.Domain.Protection;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Accounts;
using Actors.Server.Staff.Pages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Server.Staff.SignIn;

/// <summary>The pages on which the first administrator and invited staff begin, by a code that is used once.</summary>
internal static class SetUpEndpoints
{
    private const string WrongCode = "This code is not known, was used, or has expired. Check it, or ask for a new one.";

    /// <summary>Maps the pages.</summary>
    public static void MapSetUp(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(StaffPaths.SetUp, (HttpContext context) => SetUpPage(context, StaffForm.Empty)).Public();
        endpoints.MapPost(StaffPaths.SetUp, SetUpAsync).PublicForm().WithMetadata(new GuessingLimit());
        endpoints.MapGet(StaffPaths.Join, (HttpContext context) => JoinPage(context, StaffForm.Empty)).Public();
        endpoints.MapPost(StaffPaths.Join, JoinAsync).PublicForm().WithMetadata(new GuessingLimit());
    }

    private static async Task<IResult> SetUpAsync(
        HttpContext context, StaffUsers users, StaffCodes codes, StaffSignIn signIn, TimeProvider time)
    {
        var form = await StaffForm.ReadAsync(context);
        var (name, mail, password) = (form.Name(), form.Mail(), form.NewPassword());
        var use = StaffCode.TryParse(form["code"], out var code) ? await codes.FindAsync(code, context.RequestAborted) : null;
        if (use is not { Account: null })
        {
            form.Refuse("code", WrongCode);
        }

        if (!form.IsRight)
        {
            return SetUpPage(context, form);
        }

        // A person who lost access gets the account back; another one gets a new account.
        var known = await users.FindByNameAsync(mail);
        var account = known ?? new StaffAccount
        {
            Id = RecordId.New(),
            Name = name,
            Mail = mail,
            Roles = [],
            CreatedAt = time.GetUtcNow(),
        };
        account.Name = name;
        account.Roles = [.. account.Roles.Append(StaffRole.Administrator).Distinct().Order()];
        account.Code = code;
        form.Refuse("password", await users.StartOverAsync(account, password, isNew: known is null));
        if (!form.IsRight)
        {
            return SetUpPage(context, form);
        }

        await signIn.BeginSessionAsync(account, SignInMethods.Password);
        return TypedResults.LocalRedirect(StaffPaths.Account);
    }

    private static async Task<IResult> JoinAsync(
        HttpContext context, StaffUsers users, StaffCodes codes, StaffSignIn signIn)
    {
        var form = await StaffForm.ReadAsync(context);
        var password = form.NewPassword();
        var use = StaffCode.TryParse(form["code"], out var code) ? await codes.FindAsync(code, context.RequestAborted) : null;
        var account = use?.Account is { } id ? await users.FindByIdAsync(id.ToString()) : null;
        if (account is null || account.ClosedAt is not null)
        {
            form.Refuse("code", WrongCode);
        }

        if (account is null || !form.IsRight)
        {
            return JoinPage(context, form);
        }

        account.Code = code;
        form.Refuse("password", await users.StartOverAsync(account, password, isNew: false));
        if (!form.IsRight)
        {
            return JoinPage(context, form);
        }

        await signIn.BeginSessionAsync(account, SignInMethods.Password);
        return TypedResults.LocalRedirect(StaffPaths.Account);
    }

    private static ContentHttpResult SetUpPage(HttpContext context, StaffForm form)
    {
        var page = StaffPage.Of(context).Add(
            "<p>For the first administrator of an installation. The server printed a code when it started; "
            + "<code>staff reset-administrator</code> prints another one.</p>");
        page.Add(page.Form(
            StaffPaths.SetUp,
            CodeField(form)
            + StaffPage.Field("Your name", "name", "autocomplete=\"name\" required", form["name"], form.Problem("name"))
            + StaffPage.Field(
                "Your mail address", "mail", "type=\"email\" autocomplete=\"username\" required", form["mail"],
                form.Problem("mail"), "You sign in with it.")
            + PasswordFields(form)
            + "<p><button>Begin</button></p>"));
        return page.Show("Set up an administrator", Status(form));
    }

    private static ContentHttpResult JoinPage(HttpContext context, StaffForm form)
    {
        var page = StaffPage.Of(context).Add("<p>You were invited. Choose a password for your account.</p>");
        page.Add(page.Form(
            StaffPaths.Join,
            CodeField(form) + PasswordFields(form) + "<p><button>Begin</button></p>", "data-code-from-address"));
        return page.Show("Welcome", Status(form));
    }

    private static string CodeField(StaffForm form) => StaffPage.Field(
        "Code", "code", "required autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\" class=\"code\"",
        form["code"], form.Problem("code"), "Four groups of five letters and digits.");

    /// <summary>The fields of a new password.</summary>
    internal static string PasswordFields(StaffForm form) =>
        StaffPage.Field(
            "New password", "password", "type=\"password\" autocomplete=\"new-password\" required minlength=\"12\"",
            problem: form.Problem("password"), hint: "At least 12 letters. A few words that do not belong together are best.")
        + StaffPage.Field(
            "The same again", "again", "type=\"password\" autocomplete=\"new-password\" required",
            problem: form.Problem("again"));

    private static int Status(StaffForm form) => form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
}
