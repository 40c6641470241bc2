using System.Net;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Privacy.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Staff.People;

/// <summary>What an administrator does to accounts holds at once.</summary>
public sealed class PeopleEndpointsTests
{
    private const string Mail = "h.suzuki@centre.example";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changed_roles_end_the_sessions_of_the_account()
    {
        await using var server = NewServer();
        var account = await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        using var administrator = await AdministratorAsync(server);
        var changed = await administrator.SendAsync(
            "/staff/people", "/staff/people/roles", ("account", account.Id.ToString()), ("role", "auditor"),
            ("programme", "japan-2021"));
        Assert.Equal("/staff/people?done=roles", changed.Next);
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/staff")).Status);
        await browser.SignInAsync(Mail);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync("/")).Status); // An auditor watches no board.
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_cannot_sign_in()
    {
        await using var server = NewServer();
        var account = await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        using var administrator = await AdministratorAsync(server);
        await administrator.SendAsync("/staff/people", "/staff/people/closing", ("account", account.Id.ToString()));
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/staff")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(Mail)).Status);
    }

    [Fact]
    public async Task A_new_invitation_forgets_what_signed_the_person_in()
    {
        await using var server = NewServer();
        var account = await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var administrator = await AdministratorAsync(server);
        var page = await administrator.SendAsync(
            "/staff/people", "/staff/people/invitation", ("account", account.Id.ToString()));
        Assert.Contains("/staff/join#", page.Html, StringComparison.Ordinal);
        using var browser = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(Mail)).Status);
    }

    /// <summary>Otherwise an installation could be left without any.</summary>
    [Fact]
    public async Task An_administrator_does_not_close_the_own_account_or_take_the_own_role()
    {
        await using var server = NewServer();
        using var administrator = await AdministratorAsync(server);
        var own = Assert.Single(await server.Services.GetRequiredService<StaffAccounts>().ReadAllAsync(Cancelled)).Id.ToString();
        foreach (var page in new[]
        {
            await administrator.SendAsync("/staff/people", "/staff/people/closing", ("account", own)),
            await administrator.SendAsync("/staff/people", "/staff/people/roles", ("account", own), ("role", "support")),
            await administrator.SendAsync("/staff/people", "/staff/people/closing", ("account", new string('0', 32))),
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
            Assert.NotEmpty(page.Alert);
        }
    }

    [Fact]
    public async Task An_invitation_needs_a_role_and_an_address_of_its_own()
    {
        await using var server = NewServer();
        using var administrator = await AdministratorAsync(server);
        var page = await administrator.SendAsync(
            "/staff/people", "/staff/people", ("name", "Mori"), ("mail", "ADMIN@centre.example"), ("role", "nothing"));
        Assert.Contains("Choose at least one role.", page.Html, StringComparison.Ordinal);
        Assert.Contains("Choose at least one programme.", page.Alert, StringComparison.Ordinal);
        page = await administrator.SendAsync(
            "/staff/people", "/staff/people", ("name", "Mori"), ("mail", "ADMIN@centre.example"), ("role", "clinic"),
            ("programme", "japan-2021"));
        Assert.Contains("There is an account with this address already", page.Html, StringComparison.Ordinal);
    }

    /// <summary>An account without programmes works for all of them, so it is not theirs either.</summary>
    [Fact]
    public async Task An_administrator_of_one_programme_sees_and_gives_only_that()
    {
        await using var server = NewServer();
        using var administrator = await AdministratorAsync(server, "england-2021");
        var everywhere = await StaffBrowser.AddAsync(server, "all@centre.example", StaffRole.Support);
        var other = await AddAsync(server, Mail, StaffRole.Support, "japan-2021");
        var people = (await administrator.OpenAsync("/staff/people")).Html;
        Assert.Contains("admin@centre.example", people, StringComparison.Ordinal);
        Assert.DoesNotContain("all@centre.example", people, StringComparison.Ordinal);
        Assert.DoesNotContain(Mail, people, StringComparison.Ordinal);
        Assert.DoesNotContain("japan-2021", people, StringComparison.Ordinal);
        foreach (var account in new[] { everywhere, other })
        {
            foreach (var action in new[] { "roles", "closing", "invitation" })
            {
                var page = await administrator.SendAsync(
                    "/staff/people", $"/staff/people/{action}", ("account", account.Id.ToString()), ("role", "auditor"),
                    ("programme", "england-2021"));
                Assert.Equal((HttpStatusCode.BadRequest, "There is no such account."), (page.Status, page.Alert));
            }
        }

        var refused = await administrator.SendAsync(
            "/staff/people", "/staff/people", ("name", "Mori"), ("mail", "mori@centre.example"), ("role", "clinic"),
            ("programme", "japan-2021"));
        Assert.Equal("Choose at least one programme.", refused.Alert);
        await administrator.SendAsync(
            "/staff/people", "/staff/people", ("name", "Mori"), ("mail", "mori@centre.example"), ("role", "clinic"),
            ("programme", "japan-2021"), ("programme", "england-2021"));
        var invited = (await server.Services.GetRequiredService<StaffAccounts>().ReadAllAsync(Cancelled))
            .Single(account => account.Mail == "mori@centre.example");
        Assert.Equal("england-2021", Assert.Single(invited.Programmes).Value);
    }

    private static ServerFactory NewServer() => StaffBrowser.NewServer(("Staff:RequireSecondFactor", "false"));

    private static async Task<StaffBrowser> AdministratorAsync(ServerFactory server, string? programme = null)
    {
        await AddAsync(server, "admin@centre.example", StaffRole.Administrator, programme);
        var browser = new StaffBrowser(server);
        await browser.SignInAsync("admin@centre.example");
        return browser;
    }

    private static async Task<StaffAccount> AddAsync(ServerFactory server, string mail, StaffRole role, string? programme)
    {
        await StaffBrowser.AddAsync(server, mail, role);
        var accounts = server.Services.GetRequiredService<StaffAccounts>();
        var account = (await accounts.FindByMailAsync(mail, Cancelled))!;
        account.Programmes = programme is null ? [] : [ProgrammeId.Parse(programme)];
        Assert.True(await accounts.UpdateAsync(account, TimeProvider.System.GetUtcNow(), Cancelled));
        return account;
    }
}
