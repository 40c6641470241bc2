using System.Net;
using Actors.Domain.Access;
using Actors.Domain.Programmes;
using Actors.Privacy.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Staff.Own;

/// <summary>What a member of staff does with the own account.</summary>
public sealed class OwnAccountEndpointsTests
{
    private const string Mail = "h.suzuki@centre.example";
    private const string Other = "another set of words";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_password_needs_the_old_one_and_ends_all_other_sessions()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        using var other = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        await other.SignInAsync(Mail);
        var wrong = await browser.SendAsync(
            "/staff/account", "/staff/account/password", ("current", Other), ("password", Other), ("again", Other));
        Assert.Contains("This is not your password.", wrong.Html, StringComparison.Ordinal);
        var done = await browser.SendAsync(
            "/staff/account", "/staff/account/password", ("current", StaffBrowser.Password), ("password", Other),
            ("again", Other));
        Assert.Equal("/staff/account?done=password", done.Next);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/staff/account")).Status);
        Assert.Equal(HttpStatusCode.Found, (await other.OpenAsync("/staff/account")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await other.SignInAsync(Mail)).Status);
        Assert.Equal("/staff", (await other.SignInAsync(Mail, Other)).Next);
    }

    [Fact]
    public async Task Another_session_is_ended_and_so_are_all()
    {
        await using var server = StaffBrowser.NewServer();
        var account = await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        using var other = new StaffBrowser(server);
        await other.SignInAsync(Mail);
        var sessions = server.Services.GetRequiredService<StaffSessions>();
        var session = Assert.Single(await sessions.ListAsync(account.Id, default, default, Cancelled));
        await browser.SignInAsync(Mail);
        await browser.SendAsync("/staff/account", "/staff/account/sessions/end", ("session", session.Id));
        Assert.Equal(HttpStatusCode.Found, (await other.OpenAsync("/staff")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/staff")).Status);

        await other.SignInAsync(Mail);
        await browser.SendAsync("/staff/account", "/staff/account/sessions/end", ("session", ""));
        Assert.Equal(HttpStatusCode.Found, (await other.OpenAsync("/staff")).Status);
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/staff")).Status);
    }

    /// <summary>The key of a session that ended, or of one that another sign-in followed, opens nothing.</summary>
    [Fact]
    public async Task Each_sign_in_has_a_key_of_its_own()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        var first = Cookie(await browser.SignInAsync(Mail));
        await browser.SendAsync("/staff", "/staff/sign-out");
        var second = Cookie(await browser.SignInAsync(Mail));
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.OK, await TryAsync(server, second));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(server, first));
    }

    [Fact]
    public async Task Staff_of_one_programme_do_not_see_the_board_of_another()
    {
        await using var server = StaffBrowser.NewServer();
        var account = await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        account.Programmes = [ProgrammeId.Parse("england-2021")];
        await server.Services.GetRequiredService<StaffAccounts>().UpdateAsync(account, account.CreatedAt, Cancelled);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/board/snapshot?programme=japan-2021")).Status);
        Assert.Contains(
            "\"programme\":\"england-2021\"", (await browser.OpenAsync("/board/snapshot")).Html, StringComparison.Ordinal);
    }

    private static string Cookie(Page page) => page.Cookies.Single(
        cookie => cookie.StartsWith("__Host-actors-staff=", StringComparison.Ordinal)).Split(';')[0];

    private static async Task<HttpStatusCode> TryAsync(ServerFactory server, string cookie)
    {
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost/staff");
        request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request, Cancelled);
        return answer.StatusCode;
    }
}
