using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Domain.Protection;
using Actors.Privacy.Staff;
using Actors.Server.Edge;
using Actors.Server.Staff.Accounts;
using Actors.Server.Staff.Pages;

namespace Actors.Server.Staff.People;

/// <summary>The page on which an administrator invites staff, changes their roles, and closes accounts.</summary>
[SuppressMessage("Maintainability", "CA1506", Justification = "Names what each form needs, and only translates.")]
internal static partial class PeopleEndpoints
{
    private const string OwnRole = "You cannot take the administrator role from yourself, or close your own account. Another "
        + "administrator can.";

    /// <summary>Maps the page.</summary>
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup(StaffPaths.People).ForStaff(StaffPermission.ManageStaff);
        endpoints.MapGet("", (HttpContext context, StaffAccounts accounts, ProgrammeCatalogue programmes, TimeProvider time,
            string? done) => PeoplePage.ShowAsync(context, accounts, programmes, time, StaffForm.Empty, StaffWords.Done(done)));
        endpoints.MapPost("", InviteAsync);
        endpoints.MapPost("/roles", ChangeRolesAsync);
        endpoints.MapPost("/invitation", InviteAgainAsync);
        endpoints.MapPost("/closing", CloseAsync);
    }

    private static async Task<IResult> InviteAsync(
        HttpContext context, StaffUsers users, StaffAccounts accounts, StaffCodes codes, StaffOptions options,
        ProgrammeCatalogue programmes, TimeProvider time, ILogger<PeoplePage> logger)
    {
        var form = await StaffForm.ReadAsync(context);
        var (name, mail, roles, scope) = (form.Name(), form.Mail(), Roles(form), Programmes(context, form, programmes));
        if (form.IsRight && await users.FindByNameAsync(mail) is not null)
        {
            form.Refuse("mail", "There is an account with this address already, in the list or of another programme.");
        }

        var account = new StaffAccount
        {
            Id = RecordId.New(),
            Name = name,
            Mail = mail,
            Roles = roles,
            Programmes = scope,
            CreatedAt = time.GetUtcNow(),
        };
        if (form.IsRight)
        {
            form.Refuse("mail", await users.CreateAsync(account));
        }

        if (!form.IsRight)
        {
            return await PeoplePage.ShowAsync(context, accounts, programmes, time, form, null);
        }

        LogInvited(logger, StaffIdentity.Of(context.User)!.Account, account.Id, Names(roles));
        return await ShowInvitationAsync(context, account, codes, options, time);
    }

    private static async Task<IResult> ChangeRolesAsync(
        HttpContext context, StaffUsers users, StaffAccounts accounts, ProgrammeCatalogue programmes, TimeProvider time,
        ILogger<PeoplePage> logger)
    {
        var form = await StaffForm.ReadAsync(context);
        var (roles, scope) = (Roles(form), Programmes(context, form, programmes));
        var account = await FindAsync(context, users, form);
        if (IsOwn(context, account) && !roles.Contains(StaffRole.Administrator))
        {
            form.Refuse("account", OwnRole);
        }

        if (account is not null && form.IsRight)
        {
            (account.Roles, account.Programmes) = (roles, scope);
            form.Refuse("account", await users.UpdateSecurityStampAsync(account)); // All its sessions end.
        }

        if (account is null || !form.IsRight)
        {
            return await PeoplePage.ShowAsync(context, accounts, programmes, time, form, null);
        }

        LogRoles(logger, StaffIdentity.Of(context.User)!.Account, account.Id, Names(roles));
        return TypedResults.LocalRedirect($"{StaffPaths.People}?done=roles");
    }

    /// <summary>For a person who did not come in time, or lost what signs the person in: that is forgotten.</summary>
    private static async Task<IResult> InviteAgainAsync(
        HttpContext context, StaffUsers users, StaffAccounts accounts, StaffCodes codes, StaffOptions options,
        ProgrammeCatalogue programmes, TimeProvider time, ILogger<PeoplePage> logger)
    {
        var form = await StaffForm.ReadAsync(context);
        var account = await FindAsync(context, users, form);
        if (account is { Login: not null } or { ClosedAt: not null } || IsOwn(context, account))
        {
            form.Refuse("account", "This account needs no invitation: it is closed, your own, or another server signs it in.");
        }

        if (account is not null && form.IsRight)
        {
            form.Refuse("account", await users.ForgetSignInAsync(account));
        }

        if (account is null || !form.IsRight)
        {
            return await PeoplePage.ShowAsync(context, accounts, programmes, time, form, null);
        }

        LogInvited(logger, StaffIdentity.Of(context.User)!.Account, account.Id, Names(account.Roles));
        return await ShowInvitationAsync(context, account, codes, options, time);
    }

    /// <summary>Closes an account, or opens a closed one.</summary>
    private static async Task<IResult> CloseAsync(
        HttpContext context, StaffUsers users, StaffAccounts accounts, ProgrammeCatalogue programmes, TimeProvider time,
        ILogger<PeoplePage> logger)
    {
        var form = await StaffForm.ReadAsync(context);
        var account = await FindAsync(context, users, form);
        if (IsOwn(context, account))
        {
            form.Refuse("account", OwnRole);
        }

        if (account is not null && form.IsRight)
        {
            account.ClosedAt = account.ClosedAt is null ? time.GetUtcNow() : null;
            form.Refuse("account", await users.ForgetSignInAsync(account));
        }

        if (account is null || !form.IsRight)
        {
            return await PeoplePage.ShowAsync(context, accounts, programmes, time, form, null);
        }

        var word = account.ClosedAt is null ? "reopened" : "closed";
        LogClosed(logger, StaffIdentity.Of(context.User)!.Account, account.Id, word);
        return TypedResults.LocalRedirect($"{StaffPaths.People}?done={word}");
    }

    private static async Task<IResult> ShowInvitationAsync(
        HttpContext context, StaffAccount account, StaffCodes codes, StaffOptions options, TimeProvider time)
    {
        var code = await codes.IssueAsync(account.Id, options.InvitationLifetime, context.RequestAborted);
        var link = $"{context.Request.Scheme}://{context.Request.Host}{StaffPaths.Join}#{code.Text}";
        return StaffPage.Of(context)
            .Add($"""
                <p>Give this link to <b>{StaffPage.Encode(account.Name)}</b>, and to no other person: who opens it chooses the
                password. It works once, until {StaffPage.Time(time.GetUtcNow() + options.InvitationLifetime)}, and is not shown
                again.</p>
                <p class="field"><label for="link">Link</label><input id="link" readonly value="{StaffPage.Encode(link)}"></p>
                <p><a class="button" href="{StaffPaths.People}">Back to the list</a></p>
                """)
            .Show("Invitation");
    }

    /// <summary>The account of a form, if it is one of those that the administrator sees.</summary>
    private static async Task<StaffAccount?> FindAsync(HttpContext context, StaffUsers users, StaffForm form)
    {
        var account = await users.FindByIdAsync(form["account"]);
        if (account is not null && StaffIdentity.Of(context.User)!.Covers(account.Programmes))
        {
            return account;
        }

        form.Refuse("account", "There is no such account.");
        return null;
    }

    private static StaffRole[] Roles(StaffForm form)
    {
        StaffRole[] roles = [.. form.All("role").Select(StaffRoleNames.Parse).OfType<StaffRole>().Distinct().Order()];
        if (roles.Length == 0)
        {
            form.Refuse("role", "Choose at least one role.");
        }

        return roles;
    }

    /// <summary>
    /// The programmes that are ticked, of those for which the administrator works. All there are is written as none, so that
    /// later ones are in it too.
    /// </summary>
    private static ProgrammeId[] Programmes(HttpContext context, StaffForm form, ProgrammeCatalogue programmes)
    {
        var (staff, chosen) = (StaffIdentity.Of(context.User)!, form.All("programme").ToHashSet());
        ProgrammeId[] ids = [.. programmes.Ids.Where(id => chosen.Contains(id.Value) && staff.WorksFor(id))];
        if (ids.Length == 0)
        {
            form.Refuse("programme", "Choose at least one programme.");
        }

        return ids.Length == programmes.Ids.Length ? [] : ids;
    }

    private static bool IsOwn(HttpContext context, StaffAccount? account) =>
        account is not null && StaffIdentity.Of(context.User)?.Account == account.Id;

    private static string Names(IEnumerable<StaffRole> roles) => string.Join(", ", roles.Select(role => role.Name()));

    [LoggerMessage(LogLevel.Information, "Staff account {By} invited {Account} as {Roles}.")]
    private static partial void LogInvited(ILogger logger, RecordId by, RecordId account, string roles);

    [LoggerMessage(LogLevel.Information, "Staff account {By} made {Account} {Roles}. Its sessions have ended.")]
    private static partial void LogRoles(ILogger logger, RecordId by, RecordId account, string roles);

    [LoggerMessage(LogLevel.Information, "Staff account {Account} was {Word} by {By}. Its sessions have ended.")]
    private static partial void LogClosed(ILogger logger, RecordId by, RecordId account, string word);
}
