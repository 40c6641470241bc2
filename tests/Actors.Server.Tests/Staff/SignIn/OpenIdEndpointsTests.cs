using System.Net;
using Actors.Domain.Access;
using Actors.Privacy.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Staff.SignIn;

/// <summary>Another server signs staff in (OpenID Connect), here OpenIddict.</summary>
public sealed class OpenIdEndpointsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_server_signs_in_and_says_the_roles()
    {
        await using var other = await OpenIdServer.StartAsync();
        await using var server = NewServer(other);
        using var browser = new StaffBrowser(server);
        other.Roles = ["hco-operators", "hco-cooks", "hco-leads"];
        var page = await browser.OpenAsync("/staff/sign-in");
        Assert.Contains("Sign in with your organisation", page.Html, StringComparison.Ordinal);
        Assert.Equal("/status", (await SignInAsync(browser, "/status")).Next);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/status")).Status); // It asked for a second factor itself.
        var account = Assert.Single(await server.Services.GetRequiredService<StaffAccounts>().ReadAllAsync(Cancelled));
        Assert.Equal(("Ken Ito", "k.ito@centre.example", null), (account.Name, account.Mail, account.PasswordHash));
        Assert.Equal([StaffRole.Supervisor, StaffRole.Operator], account.Roles);
        Assert.DoesNotContain("Password now", (await browser.OpenAsync("/staff/account")).Html, StringComparison.Ordinal);

        // The other server takes a role away: sessions that began before end with the next sign-in.
        other.Roles = ["hco-operators"];
        using var later = new StaffBrowser(server);
        await SignInAsync(later, "/staff");
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/status")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await later.OpenAsync("/status")).Status);
        Assert.Single(await server.Services.GetRequiredService<StaffAccounts>().ReadAllAsync(Cancelled));
    }

    [Fact]
    public async Task A_person_without_a_role_or_with_the_address_of_another_account_is_refused()
    {
        await using var other = await OpenIdServer.StartAsync();
        await using var server = NewServer(other);
        using var browser = new StaffBrowser(server);
        other.Roles = ["hco-cooks"];
        var refused = await SignInAsync(browser, "/staff");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("you have no role here", refused.Html, StringComparison.Ordinal);

        await StaffBrowser.AddAsync(server, other.Mail, StaffRole.Administrator);
        other.Roles = ["hco-operators"];
        Assert.Equal(HttpStatusCode.Forbidden, (await SignInAsync(browser, "/staff")).Status);
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/staff")).Status);
    }

    /// <summary>An answer that another browser began, or that was changed on the way, signs in no one.</summary>
    [Fact]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_refused()
    {
        await using var other = await OpenIdServer.StartAsync();
        await using var server = NewServer(other);
        other.Roles = ["hco-operators"];
        using var victim = new StaffBrowser(server);
        using var attacker = new StaffBrowser(server);
        var answer = await AskAsync(attacker, "/staff");
        Assert.Equal(HttpStatusCode.Unauthorized, (await victim.OpenAsync(answer)).Status);
        Assert.Equal(HttpStatusCode.Found, (await victim.OpenAsync("/staff")).Status);
    }

    private static ServerFactory NewServer(OpenIdServer other) => StaffBrowser.NewServer(
        ("Staff:OpenId:Authority", other.Address.ToString()), ("Staff:OpenId:ClientId", OpenIdServer.Client),
        ("Staff:OpenId:ClientSecret", OpenIdServer.Secret), ("Staff:OpenId:Roles:0", "hco-operators=operator"),
        ("Staff:OpenId:Roles:1", "hco-leads=supervisor"));

    private static async Task<Page> SignInAsync(StaffBrowser browser, string next)
    {
        var done = (await browser.OpenAsync(await AskAsync(browser, next))).Next;
        return await browser.OpenAsync(done!);
    }

    /// <summary>Goes to the other server.</summary>
    /// <returns>Where it sends the browser back.</returns>
    private static async Task<string> AskAsync(StaffBrowser browser, string next)
    {
        var there = (await browser.OpenAsync($"/staff/sign-in/openid?next={Uri.EscapeDataString(next)}")).Next;
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler);
        using var answer = await http.GetAsync(there, Cancelled);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return answer.Headers.Location!.PathAndQuery;
    }
}
