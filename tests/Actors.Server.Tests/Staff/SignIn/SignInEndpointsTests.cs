using System.Net;
using Actors.Domain.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Staff.SignIn;

/// <summary>Staff sign in over HTTP, as browsers do (S1).</summary>
public sealed class SignInEndpointsTests
{
    private const string Mail = "h.suzuki@centre.example";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_leads_to_the_sign_in_and_back()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        var board = await browser.OpenAsync("/?programme=japan-2021");
        Assert.Equal(HttpStatusCode.Found, board.Status);
        Assert.Equal("/staff/sign-in?next=%2F%3Fprogramme%3Djapan-2021", board.Next);
        Assert.Equal("/?programme=japan-2021", (await browser.SignInAsync(Mail, next: "/?programme=japan-2021")).Next);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/?programme=japan-2021")).Status);
        Assert.Contains("Hello, h.suzuki", (await browser.OpenAsync("/staff")).Html, StringComparison.Ordinal);

        Assert.Equal("/staff/sign-in", (await browser.SendAsync("/staff", "/staff/sign-out")).Next);
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/staff")).Status);
    }

    /// <summary>A program is not led to a page that it cannot read.</summary>
    [Fact]
    public async Task A_program_is_told_to_sign_in()
    {
        await using var server = StaffBrowser.NewServer();
        using var client = server.CreateClient();
        using var answer = await client.GetAsync("/board/snapshot", Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/x\r\nSet-Cookie: a=b")]
    public async Task A_sign_in_leads_to_this_server_only(string next)
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        Assert.Equal("/staff", (await browser.SignInAsync(Mail, next: next)).Next);
    }

    [Fact]
    public async Task Cookies_are_for_this_host_over_tls_and_not_for_scripts()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        var form = Assert.Single((await browser.OpenAsync("/staff/sign-in")).Cookies);
        var session = Assert.Single((await browser.SignInAsync(Mail)).Cookies);
        Assert.StartsWith("__Host-actors-form=", form, StringComparison.Ordinal);
        Assert.StartsWith("__Host-actors-staff=", session, StringComparison.Ordinal);
        foreach (var cookie in new[] { form, session })
        {
            Assert.EndsWith("; path=/; secure; samesite=lax; httponly", cookie, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_tls_no_page_asks_for_a_password()
    {
        await using var server = StaffBrowser.NewServer();
        using var client = server.CreateClient();
        using var answer = await client.GetAsync("/staff/sign-in", Cancelled);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("https only", await answer.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }

    /// <summary>Known, unknown, closed and locked accounts: the same answer.</summary>
    [Fact]
    public async Task A_refusal_does_not_tell_whether_there_is_an_account()
    {
        await using var server = StaffBrowser.NewServer(("Staff:MaxFailures", "2"));
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Operator);
        using var browser = new StaffBrowser(server);
        var wrong = await browser.SignInAsync(Mail, "wrong password");
        await browser.SignInAsync(Mail, "wrong password");
        var locked = await browser.SignInAsync(Mail);
        var unknown = await browser.SignInAsync("n.obody@centre.example");
        var nothing = await browser.SignInAsync("");
        Assert.Contains("That did not work.", wrong.Alert, StringComparison.Ordinal);
        foreach (var page in new[] { locked, unknown, nothing })
        {
            Assert.Equal((HttpStatusCode.Unauthorized, wrong.Alert), (page.Status, page.Alert));
        }
    }

    [Fact]
    public async Task An_account_is_locked_for_a_while_after_wrong_passwords()
    {
        var clock = new ForwardClock();
        await using var server = NewServer(clock);
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Operator);
        using var browser = new StaffBrowser(server);
        for (var failures = 0; failures < 5; failures++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(Mail, "wrong password")).Status);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(Mail)).Status);
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SignInAsync(Mail)).Status);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("/staff", (await browser.SignInAsync(Mail)).Next);
    }

    [Fact]
    public async Task A_session_ends_when_it_is_idle_and_in_any_case_after_its_limit()
    {
        var clock = new ForwardClock();
        await using var server = NewServer(clock);
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/staff")).Status);
        clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/staff")).Status);
        clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/staff")).Status);

        await browser.SignInAsync(Mail);
        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/staff")).Status);
            clock.Advance(TimeSpan.FromMinutes(20));
        }

        Assert.Equal(HttpStatusCode.Found, (await browser.OpenAsync("/staff")).Status);
    }

    [Fact]
    public async Task A_code_of_the_authenticator_is_the_second_step_and_works_once()
    {
        var clock = new ForwardClock();
        await using var server = NewServer(clock);
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Operator);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        Assert.Equal("/staff/account", (await browser.OpenAsync("/")).Next); // The role needs a second factor.
        var (totp, recovery) = await browser.AddAuthenticatorAsync(clock);
        Assert.Equal(8, recovery.Count);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/")).Status);

        using var other = new StaffBrowser(server);
        Assert.Equal("/staff/sign-in/code?next=%2F", (await other.SignInAsync(Mail, next: "/")).Next);
        Assert.Equal(HttpStatusCode.Found, (await other.OpenAsync("/staff")).Status);
        var used = await CodeAsync(other, totp.ComputeTotp(clock.GetUtcNow().UtcDateTime));
        Assert.Equal(HttpStatusCode.Unauthorized, used.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CodeAsync(other, "abcdef")).Status);
        clock.Advance(TimeSpan.FromMinutes(2));
        await other.SignInAsync(Mail);
        Assert.Equal("/", (await CodeAsync(other, totp.ComputeTotp(clock.GetUtcNow().UtcDateTime))).Next);

        using var third = new StaffBrowser(server);
        await third.SignInAsync(Mail);
        Assert.Equal("/", (await CodeAsync(third, recovery[3].ToLowerInvariant())).Next);
        using var fourth = new StaffBrowser(server);
        await fourth.SignInAsync(Mail);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CodeAsync(fourth, recovery[3])).Status);
    }

    [Fact]
    public async Task Too_many_tries_for_one_account_are_refused_whether_it_exists_or_not()
    {
        await using var server = StaffBrowser.NewServer(("Staff:AttemptsPerAccount", "2"));
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Support);
        using var browser = new StaffBrowser(server);
        foreach (var mail in new[] { Mail, "n.obody@centre.example" })
        {
            await browser.SignInAsync(mail, "wrong password");
            await browser.SignInAsync(mail, "wrong password");
            Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.SignInAsync(mail)).Status);
        }
    }

    [Fact]
    public async Task Too_many_tries_from_one_address_are_refused()
    {
        await using var server = StaffBrowser.NewServer(("Staff:AttemptsPerAddress", "2"));
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync("a@centre.example");
        await browser.SignInAsync("b@centre.example");
        var refused = await browser.SignInAsync("c@centre.example");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
    }

    /// <summary>The page of a stranger can send a form in the name of a browser that is signed in, but it has no token.</summary>
    [Fact]
    public async Task A_form_of_a_stranger_is_refused()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Administrator);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        using var forged = new FormUrlEncodedContent([KeyValuePair.Create("session", "")]);
        using var answer = await browser.Http.PostAsync("/staff/account/sessions/end", forged, Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/staff/account")).Status);

        using var client = server.CreateClient();
        using var noForm = new StringContent("{}");
        using var refused = await client.PostAsync("/staff/sign-in", noForm, Cancelled);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    private static ServerFactory NewServer(ForwardClock clock)
    {
        var server = new ServerFactory { Replace = services => services.AddSingleton<TimeProvider>(clock) };
        server.Services.GetRequiredService<Actors.Server.Staff.StaffOptions>().FailureAnswer = TimeSpan.Zero;
        return server;
    }

    private static Task<Page> CodeAsync(StaffBrowser browser, string code) =>
        browser.SendAsync("/staff/sign-in/code?next=%2F", "/staff/sign-in/code", ("code", code));
}
