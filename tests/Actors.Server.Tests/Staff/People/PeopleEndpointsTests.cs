using System.Net;
using Actors.Domain.Access;
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
            "/staff/people", "/staff/people/roles", ("account", account.Id.ToString()), ("role", "auditor"));
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
        page = await administrator.SendAsync(
            "/staff/people", "/staff/people", ("name", "Mori"), ("mail", "ADMIN@centre.example"), ("role", "clinic"));
        Assert.Contains("There is an account with this address already.", page.Html, StringComparison.Ordinal);
    }

    private static ServerFactory NewServer() => StaffBrowser.NewServer(("Staff:RequireSecondFactor", "false"));

    private static async Task<StaffBrowser> AdministratorAsync(ServerFactory server)
    {
        await StaffBrowser.AddAsync(server, "admin@centre.example", StaffRole.Administrator);
        var browser = new StaffBrowser(server);
        await browser.SignInAsync("admin@centre.example");
        return browser;
    }
}
