using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Domain.Access;

namespace Actors.Server.Tests.Staff.SignIn;

/// <summary>Passkeys, by a virtual authenticator and real HTTP.</summary>
public sealed partial class PasskeyEndpointsTests
{
    private const string Mail = "h.suzuki@centre.example";
    private const string Origin = "https://localhost";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_a_password()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Operator);
        using var device = new VirtualAuthenticator(Origin);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        Assert.Equal("/staff/account", (await browser.OpenAsync("/")).Next);
        Assert.Equal(HttpStatusCode.NoContent, await AddAsync(browser, device));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/")).Status); // It is two factors in one.
        Assert.Contains("Laptop &lt;1&gt;", (await browser.OpenAsync("/staff/account")).Html, StringComparison.Ordinal);

        using var other = new StaffBrowser(server);
        Assert.Equal(HttpStatusCode.NoContent, await SignInAsync(other, device));
        Assert.Equal(HttpStatusCode.OK, (await other.OpenAsync("/")).Status);
    }

    /// <summary>A password that was stolen must not be enough to add a factor of the thief.</summary>
    [Fact]
    public async Task With_a_passkey_the_password_alone_changes_no_factor()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Operator);
        using var device = new VirtualAuthenticator(Origin);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        await AddAsync(browser, device);

        using var thief = new StaffBrowser(server);
        await thief.SignInAsync(Mail);
        Assert.Equal("/staff/account", (await thief.OpenAsync("/")).Next);
        using var own = new VirtualAuthenticator(Origin);
        Assert.Equal(HttpStatusCode.Forbidden, await AddAsync(thief, own));
        Assert.Equal("/staff/account", (await thief.OpenAsync("/staff/account/authenticator")).Next);
    }

    [Fact]
    public async Task A_copied_unverified_foreign_or_replayed_passkey_is_refused()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Operator);
        using var device = new VirtualAuthenticator(Origin);
        using var browser = new StaffBrowser(server);
        await browser.SignInAsync(Mail);
        await AddAsync(browser, device);

        using var other = new StaffBrowser(server);
        device.VerifiesUser = false;
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(other, device));
        device.VerifiesUser = true;
        Assert.Equal(HttpStatusCode.NoContent, await SignInAsync(other, device));
        device.SignCount = 0; // As a copy of the device would be.
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(other, device));
        device.SignCount = 100;

        using var unknown = new VirtualAuthenticator(Origin);
        unknown.Create("""{"user":{"id":"AAAA"},"rp":{"id":"localhost"},"challenge":"AAAA"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInAsync(other, unknown));

        // What was signed for one challenge does not answer another one.
        var signed = device.Get(await AskAsync(other, "/staff/set-up", "/staff/sign-in/passkey/options"));
        await AskAsync(other, "/staff/set-up", "/staff/sign-in/passkey/options");
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(other, "/staff/set-up", "/staff/sign-in/passkey", signed));
    }

    [Fact]
    public async Task Nonsense_is_refused_and_fails_nothing()
    {
        await using var server = StaffBrowser.NewServer();
        await StaffBrowser.AddAsync(server, Mail, StaffRole.Operator);
        using var browser = new StaffBrowser(server);
        foreach (var nonsense in new JsonNode?[] { null, new JsonObject(), new JsonObject { ["id"] = 5 }, "text" })
        {
            Assert.Equal(
                HttpStatusCode.Unauthorized, await SendAsync(browser, "/staff/set-up", "/staff/sign-in/passkey", nonsense));
        }

        await browser.SignInAsync(Mail);
        Assert.Equal(
            HttpStatusCode.BadRequest, await SendAsync(browser, "/staff/account", "/staff/account/passkeys", new JsonObject()));
    }

    /// <summary>What the server asks for names no account: it would tell which there are.</summary>
    [Fact]
    public async Task The_question_names_no_passkey()
    {
        await using var server = StaffBrowser.NewServer();
        using var browser = new StaffBrowser(server);
        var asked = JsonNode.Parse(await AskAsync(browser, "/staff/set-up", "/staff/sign-in/passkey/options"))!;
        Assert.True(asked["allowCredentials"] is null or JsonArray { Count: 0 });
        Assert.Equal("required", (string?)asked["userVerification"]);
    }

    private static async Task<HttpStatusCode> AddAsync(StaffBrowser browser, VirtualAuthenticator device)
    {
        using var question = await PostAsync(browser, "/staff/account", "/staff/account/passkeys/options", null);
        return question.IsSuccessStatusCode
            ? await SendAsync(
                browser, "/staff/account", "/staff/account/passkeys",
                device.Create(await question.Content.ReadAsStringAsync(Cancelled)))
            : question.StatusCode;
    }

    private static async Task<HttpStatusCode> SignInAsync(StaffBrowser browser, VirtualAuthenticator device) => await SendAsync(
        browser, "/staff/set-up", "/staff/sign-in/passkey",
        device.Get(await AskAsync(browser, "/staff/set-up", "/staff/sign-in/passkey/options")));

    private static async Task<string> AskAsync(StaffBrowser browser, string page, string path)
    {
        using var answer = await PostAsync(browser, page, path, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancelled);
    }

    private static async Task<HttpStatusCode> SendAsync(StaffBrowser browser, string page, string path, JsonNode? credential)
    {
        var body = new JsonObject { ["credential"] = credential, ["name"] = "Laptop <1>" };
        using var answer = await PostAsync(browser, page, path, body);
        return answer.StatusCode;
    }

    /// <summary>As the script of a page does: with the token of the page.</summary>
    private static async Task<HttpResponseMessage> PostAsync(StaffBrowser browser, string page, string path, JsonNode? body)
    {
        var token = Token().Match((await browser.OpenAsync(page)).Html).Groups["token"].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        request.Headers.Add("X-Form-Token", token);
        request.Headers.Add("Origin", Origin);
        return await browser.Http.SendAsync(request, Cancelled);
    }

    [GeneratedRegex("name=\"form-token\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Token();
}
