using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Actors.Domain.Access;
using Actors.Domain.Protection;
using Actors.Privacy.Staff;
using Actors.Server.Staff;
using Actors.Server.Staff.Accounts;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace Actors.Server.Tests.Staff;

/// <summary>A browser of a member of staff: keeps cookies, sends the forms of pages, and follows no redirect by itself.</summary>
internal sealed partial class StaffBrowser(ServerFactory server) : IDisposable
{
    public const string Password = "four words of a test";

    public HttpClient Http { get; } = NewClient(server);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A server that follows real people and answers refused attempts at once.</summary>
    public static ServerFactory NewServer(params (string Name, string Value)[] settings)
    {
        var server = new ServerFactory();
        foreach (var (name, value) in settings)
        {
            server.Settings[name] = value;
        }

        server.Services.GetRequiredService<StaffOptions>().FailureAnswer = TimeSpan.Zero;
        return server;
    }

    /// <summary>Makes an account that has a password.</summary>
    public static async Task<StaffAccount> AddAsync(ServerFactory server, string mail, params StaffRole[] roles)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var account = new StaffAccount
        {
            Id = RecordId.New(),
            Name = mail.Split('@')[0],
            Mail = mail,
            Roles = roles,
            CreatedAt = server.Services.GetRequiredService<TimeProvider>().GetUtcNow(),
        };
        var result = await scope.ServiceProvider.GetRequiredService<StaffUsers>().CreateAsync(account, Password);
        Assert.True(result.Succeeded, string.Join(' ', result.Errors.Select(error => error.Description)));
        return account;
    }

    /// <summary>Opens a page.</summary>
    public async Task<Page> OpenAsync(string path) => await Page.ReadAsync(await Http.GetAsync(path, Cancelled));

    /// <summary>Opens a page, and sends the form that goes to an address, with its hidden fields and these.</summary>
    public async Task<Page> SendAsync(string path, string action, params (string Name, string Value)[] fields)
    {
        var page = await OpenAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return await SendAsync(page, action, fields);
    }

    /// <summary>Sends the form of a page that goes to an address.</summary>
    public async Task<Page> SendAsync(Page page, string action, params (string Name, string Value)[] fields)
    {
        var form = Form().Matches(page.Html).FirstOrDefault(form => form.Groups["action"].Value == action);
        Assert.True(form is not null, $"No form goes to {action}: {page.Html}");
        var values = Hidden().Matches(form.Value)
            .Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Where(field => fields.All(own => own.Name != field.Key))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var content = new FormUrlEncodedContent(values);
        return await Page.ReadAsync(await Http.PostAsync(action, content, Cancelled));
    }

    /// <summary>Sends mail address and password.</summary>
    public Task<Page> SignInAsync(string mail, string password = Password, string next = "") => SendAsync(
        "/staff/sign-in" + (next.Length > 0 ? $"?next={Uri.EscapeDataString(next)}" : ""), "/staff/sign-in",
        ("mail", mail), ("password", password));

    /// <summary>Adds an authenticator to the account that is signed in.</summary>
    /// <returns>Its key, and the recovery codes.</returns>
    public async Task<(Totp Totp, IReadOnlyList<string> RecoveryCodes)> AddAuthenticatorAsync(TimeProvider clock)
    {
        var page = await OpenAsync("/staff/account/authenticator");
        var key = Key().Match(page.Html).Groups["key"].Value.Replace(" ", "", StringComparison.Ordinal);
        var totp = new Totp(Base32Encoding.ToBytes(key));
        var added = await SendAsync(
            page, "/staff/account/authenticator", ("code", totp.ComputeTotp(clock.GetUtcNow().UtcDateTime)));
        Assert.Equal(HttpStatusCode.OK, added.Status);
        return (totp, [.. Code().Matches(added.Html).Select(code => code.Groups["code"].Value)]);
    }

    public void Dispose() => Http.Dispose();

    private static HttpClient NewClient(ServerFactory server)
    {
        var client = server.CreateClient(new WebApplicationFactoryClientOptions
        {
            AllowAutoRedirect = false,
            BaseAddress = new Uri("https://localhost"),
            HandleCookies = true,
        });
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return client;
    }

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]*)\".*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\">")]
    private static partial Regex Hidden();

    [GeneratedRegex("Key: <code>(?<key>[A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<li><code>(?<code>[^<]+)</code></li>")]
    private static partial Regex Code();
}

/// <summary>A page that came.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Html">The page.</param>
/// <param name="Next">Where it leads; <c>null</c> if nowhere.</param>
/// <param name="Cookies">The cookies that it sets.</param>
internal sealed record Page(HttpStatusCode Status, string Html, string? Next, IReadOnlyList<string> Cookies)
{
    /// <summary>What it says went wrong.</summary>
    public string Alert => WebUtility.HtmlDecode(
        Html.Split("role=\"alert\">", 2) is [_, var rest] ? rest.Split("</p>", 2)[0] : "");

    public static async Task<Page> ReadAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return new(
                answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                answer.Headers.Location?.OriginalString,
                answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? [.. cookies] : []);
        }
    }
}

/// <summary>The clock of the machine, but set forward.</summary>
internal sealed class ForwardClock : TimeProvider
{
    private TimeSpan _ahead;

    /// <summary>Sets it forward.</summary>
    public void Advance(TimeSpan by) => _ahead += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
