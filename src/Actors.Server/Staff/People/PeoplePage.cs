using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Pages;

namespace Actors.Server.Staff.People;

/// <summary>Renders the list of staff.</summary>
internal sealed class PeoplePage
{
    /// <summary>Renders the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="programmes">The programmes to choose from.</param>
    /// <param name="time">Whether an account is locked now.</param>
    /// <param name="form">What was typed, and what is wrong with it.</param>
    /// <param name="done">What was done before; <c>null</c> for nothing.</param>
    public static async Task<IResult> ShowAsync(
        HttpContext context, StaffAccounts accounts, ProgrammeCatalogue programmes, TimeProvider time, StaffForm form,
        string? done)
    {
        var staff = StaffIdentity.Of(context.User)!;
        var seen = (await accounts.ReadAllAsync(context.RequestAborted)).Where(account => staff.Covers(account.Programmes));
        var own = programmes.Ids.Where(staff.WorksFor).Select(programmes.Newest).ToList();
        var page = StaffPage.Of(context).Note(done).Alert(form.Problem("account") ?? form.Problem("programme"));
        var rows = seen.Select(account => Row(page, account, own, time.GetUtcNow()));
        page.Add($"""
            <table><thead><tr><th>Name</th><th>Roles</th><th>Signs in by</th><th>State</th><th></th></tr></thead>
            <tbody>{string.Concat(rows)}</tbody></table>
            <section><h2>Invite a person</h2>
            {page.Form(
                StaffPaths.People,
                StaffPage.Field("Name", "name", "required autocomplete=\"off\"", form["name"], form.Problem("name"))
                + StaffPage.Field(
                    "Mail address", "mail", "type=\"email\" required autocomplete=\"off\"", form["mail"], form.Problem("mail"))
                + Choices(form.All("role"), form.All("programme"), own, "new", form.Problem("role"))
                + "<p><button>Invite</button></p>")}
            </section>
            """);
        return page.Show("Staff", form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, isWide: true);
    }

    private static string Row(
        StaffPage page, StaffAccount account, IReadOnlyList<Programme> programmes, DateTimeOffset now)
    {
        var hidden = StaffPage.Hidden("account", account.Id.ToString());
        var closing = account.ClosedAt is null ? "Close the account" : "Open it again";
        var programmesOf = StaffPage.Encode(string.Join(", ", account.Programmes));
        var scope = account.Programmes.Count == 0 ? "" : $"<small>{programmesOf}</small>";
        var invite = account.Login is null && account.ClosedAt is null
            ? page.Form(StaffPaths.People + "/invitation", hidden + "<button class=\"plain\">New invitation</button>")
            : "";
        return $"""
            <tr><td>{StaffPage.Encode(account.Name)}<small>{StaffPage.Encode(account.Mail)}</small></td>
            <td>{StaffPage.Encode(string.Join(", ", account.Roles.Select(StaffWords.Of)))}{scope}</td>
            <td>{SignIn(account)}</td><td>{State(account, now)}</td>
            <td><details><summary>Change</summary>
            {page.Form(
                StaffPaths.People + "/roles",
                hidden + Choices(
                    account.Roles.Select(role => role.Name()), account.Programmes.Select(id => id.Value), programmes,
                    account.Id.ToString(), null)
                + "<p><button class=\"second\">Change roles</button></p>")}
            {invite}
            {page.Form(
                StaffPaths.People + "/closing",
                hidden + $"<button class=\"plain\">{closing}</button>")}
            </details></td></tr>
            """;
    }

    private static string Choices(
        IEnumerable<string?> roles, IEnumerable<string?> chosen, IReadOnlyList<Programme> programmes, string prefix,
        string? problem)
    {
        var (ticked, inScope) = (roles.ToHashSet(), chosen.ToHashSet());
        var boxes = StaffRoleNames.All.Select(role => Box(
            "role", role.Name(), $"{prefix}-{role.Name()}", ticked.Contains(role.Name()),
            $"{StaffWords.Of(role)} <small>{StaffWords.Purpose(role)}</small>"));
        var scope = programmes.Select(programme => (programme.Version.Id.Value, programme.Name)).Select(one => Box(
            "programme", one.Value, $"{prefix}-{one.Value}", inScope.Count == 0 || inScope.Contains(one.Value),
            StaffPage.Encode(one.Name)));
        var wrong = problem is null ? "" : $"<small class=\"wrong\">{StaffPage.Encode(problem)}</small>";
        return $"""
            <fieldset><legend>Roles</legend>{string.Concat(boxes)}{wrong}</fieldset>
            <fieldset><legend>Programmes</legend>{string.Concat(scope)}</fieldset>
            """;
    }

    private static string Box(string name, string value, string id, bool isTicked, string label) => $"""
        <p class="box">
        <input type="checkbox" id="{id}" name="{name}" value="{StaffPage.Encode(value)}"{(isTicked ? " checked" : "")}>
        <label for="{id}">{label}</label></p>
        """;

    private static string SignIn(StaffAccount account) =>
        account.Login is not null ? "another server"
        : account.Passkeys.Count > 0 ? "passkey"
        : account.HasAuthenticator ? "password and code"
        : account.PasswordHash is not null ? "password only"
        : "nothing yet";

    private static string State(StaffAccount account, DateTimeOffset now) =>
        account.ClosedAt is not null ? "closed"
        : account.LockedUntil > now ? $"locked until {StaffPage.Time(account.LockedUntil.Value)}"
        : account.PasswordHash is null && account.Login is null ? "invited"
        : "active";
}
