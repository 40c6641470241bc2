using System.Net;
using System.Text.RegularExpressions;
using Actors.Domain.Access;
using Actors.Privacy.Staff;
using Actors.Server.Staff;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Tests.Staff.SignIn;

/// <summary>The first administrator, invitations, and access that was lost.</summary>
public sealed partial class SetUpEndpointsTests
{
    private const string Mail = "a.sato@centre.example";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>From an empty database to a member of staff who works, over HTTP alone.</summary>
    [Fact]
    public async Task The_first_administrator_begins_with_a_code_and_invites_others()
    {
        await using var server = StaffBrowser.NewServer();
        using var browser = new StaffBrowser(server);
        var done = await SetUpAsync(browser, await CodeAsync(server));
        Assert.Equal("/staff/account", done.Next);
        Assert.Equal("/staff/account", (await browser.OpenAsync("/staff/people")).Next); // First a second factor.
        await browser.AddAuthenticatorAsync(TimeProvider.System);

        var invited = await browser.SendAsync(
            "/staff/people", "/staff/people", ("name", "Mori <b>"), ("mail", "mori@centre.example"), ("role", "support"),
            ("role", "clinic"), ("programme", "japan-2021"));
        Assert.Contains("Mori &lt;b&gt;", invited.Html, StringComparison.Ordinal);
        var link = Link().Match(invited.Html).Groups["link"].Value;
        Assert.StartsWith("https://localhost/staff/join#", link, StringComparison.Ordinal);
        Assert.Contains("invited", (await browser.OpenAsync("/staff/people")).Html, StringComparison.Ordinal);

        using var other = new StaffBrowser(server);
        (string, string)[] typed =
        [
            ("code", link.Split('#')[1]), ("password", StaffBrowser.Password), ("again", StaffBrowser.Password),
        ];
        Assert.Equal("/staff/account", (await other.SendAsync("/staff/join", "/staff/join", typed)).Next);
        var again = await other.SendAsync("/staff/join", "/staff/join", typed);
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);

        var account = (await server.Services.GetRequiredService<StaffAccounts>().ReadAllAsync(Cancelled))[1];
        Assert.Equal([StaffRole.Clinic, StaffRole.Support], account.Roles);
        Assert.Equal("japan-2021", Assert.Single(account.Programmes).Value);
    }

    [Fact]
    public async Task A_wrong_field_is_named_and_keeps_the_code()
    {
        await using var server = StaffBrowser.NewServer();
        using var browser = new StaffBrowser(server);
        var code = await CodeAsync(server);
        foreach (var (field, value, problem) in new[]
        {
            ("code", "AAAAA-AAAAA-AAAAA-AAAAA", "This code is not known"),
            ("mail", "not an address", "Type a mail address"),
            ("name", "  ", "Type a name"),
            ("again", "another password", "The two passwords differ"),
        })
        {
            var page = await SetUpAsync(browser, code, (field, value));
            Assert.Equal(HttpStatusCode.BadRequest, page.Status);
            Assert.Contains(problem, page.Html, StringComparison.Ordinal);
            Assert.Contains($"id=\"{field}-hint\"", page.Html, StringComparison.Ordinal);
        }

        foreach (var (password, problem) in new[]
        {
            ("too short", "at least 12"), ("passwordpassword", "easy to guess"), ("a.sato a.sato aa", "easy to guess"),
        })
        {
            var page = await SetUpAsync(browser, code, ("password", password), ("again", password));
            Assert.Contains(problem, page.Html, StringComparison.Ordinal);
        }

        Assert.Equal("/staff/account", (await SetUpAsync(browser, code)).Next);
    }

    /// <summary>The runbook: access that was lost comes back by the console of the server.</summary>
    [Fact]
    public async Task A_new_code_gives_an_administrator_access_again()
    {
        await using var server = StaffBrowser.NewServer();
        using var lost = new StaffBrowser(server);
        await SetUpAsync(lost, await CodeAsync(server));
        await lost.AddAuthenticatorAsync(TimeProvider.System);

        using var browser = new StaffBrowser(server);
        Assert.Equal("/staff/account", (await SetUpAsync(browser, await CodeAsync(server))).Next);
        Assert.Equal(HttpStatusCode.Found, (await lost.OpenAsync("/staff")).Status);
        var account = Assert.Single(await server.Services.GetRequiredService<StaffAccounts>().ReadAllAsync(Cancelled));
        Assert.False(account.HasAuthenticator);
        Assert.Contains("Add an authenticator", (await browser.OpenAsync("/staff/account")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_prints_a_code_that_works_while_the_server_runs()
    {
        using var folder = new TempFolder();
        await using var server = new ServerFactory(folder);
        server.Services.GetRequiredService<StaffOptions>().FailureAnswer = TimeSpan.Zero;
        var printed = await ServerProcess.RunAsync(
            folder, "staff", "reset-administrator", $"--Storage:Path={server.Database}",
            $"--PersonalData:KeyFile={server.KeyFile}");
        Assert.Equal(0, printed.ExitCode);
        using var browser = new StaffBrowser(server);
        Assert.Equal("/staff/account", (await SetUpAsync(browser, Code().Match(printed.Output).Value)).Next);
    }

    private static async Task<string> CodeAsync(ServerFactory server) => Code().Match(
        await server.Services.GetRequiredService<AdministratorSetUp>().PrepareAsync(Cancelled)).Value;

    private static Task<Page> SetUpAsync(StaffBrowser browser, string code, params (string Name, string Value)[] others)
    {
        (string Name, string Value)[] usual =
        [
            ("code", code), ("name", "Aiko Sato"), ("mail", Mail), ("password", StaffBrowser.Password),
            ("again", StaffBrowser.Password),
        ];
        return browser.SendAsync(
            "/staff/set-up", "/staff/set-up",
            [.. usual.Where(field => others.All(other => other.Name != field.Name)), .. others]);
    }

    [GeneratedRegex("[0-9A-Z]{5}(-[0-9A-Z]{5}){3}")]
    private static partial Regex Code();

    [GeneratedRegex("id=\"link\" readonly value=\"(?<link>[^\"]+)\"")]
    private static partial Regex Link();
}
