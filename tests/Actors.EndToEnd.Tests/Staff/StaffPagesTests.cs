using System.Text.RegularExpressions;
using Actors.EndToEnd.Tests.Browsers;
using Actors.Server.Staff;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.Staff;

/// <summary>The pages of staff in a real browser, whose passkeys a virtual authenticator keeps (CDP WebAuthn).</summary>
public sealed partial class StaffPagesTests
{
    private const int Timeout = 120_000;
    private const string Password = "four words of a test";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>By the keyboard alone, except for the buttons of the browser's own dialogs.</summary>
    [Fact(Timeout = Timeout)]
    public async Task An_administrator_begins_adds_a_passkey_and_signs_in_with_it()
    {
        await using var server = RealServer.Start(("Staff:RequireSecondFactor", "true"));
        var address = new UriBuilder(server.Address) { Host = "localhost" }.Uri; // Passkeys belong to names, not to addresses.
        await using var browser = await Chromium.StartAsync(address, new());
        var page = browser.Page;
        await AddAuthenticatorAsync(page);

        await page.GotoAsync($"{address}staff/set-up");
        await page.FocusAsync("#code");
        var told = await server.Services.GetRequiredService<AdministratorSetUp>().PrepareAsync(Cancelled);
        foreach (var text in new[] { Code().Match(told).Value, "Aiko Sato", "a.sato@centre.example", Password, Password })
        {
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"{address}staff/account");
        Assert.Contains("Add a passkey or an authenticator", await page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);

        await page.FillAsync("#passkey-name", "Work laptop");
        await page.PressAsync("[data-passkey=add] button", "Enter");
        await page.WaitForURLAsync($"{address}staff/account?done=passkey");
        Assert.Contains("Work laptop", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.PressAsync("header button", "Enter");
        await page.WaitForURLAsync($"{address}staff/sign-in");
        await page.PressAsync("[data-passkey=sign-in] button", "Enter");
        await page.WaitForURLAsync($"{address}staff");
        Assert.Contains("Hello, Aiko Sato", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.GotoAsync($"{address}staff/people");
        Assert.Contains("Invite a person", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Console, line => line.Contains("Refused", StringComparison.Ordinal));
    }

    /// <summary>The link of an invitation has its code after #, which no log of a server or proxy can have.</summary>
    [Fact(Timeout = Timeout)]
    public async Task A_link_of_an_invitation_fills_in_the_code()
    {
        await using var server = RealServer.Start();
        await using var browser = await Chromium.StartAsync(server.Address, new());
        await browser.Page.GotoAsync($"{server.Address}staff/join#ABCDE-FGHJK-MNPQR-STVWX");
        await Assertions.Expect(browser.Page.Locator("#code")).ToHaveValueAsync("ABCDE-FGHJK-MNPQR-STVWX");
        Assert.Equal($"{server.Address}staff/join", browser.Page.Url);
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    [GeneratedRegex("[0-9A-Z]{5}(-[0-9A-Z]{5}){3}")]
    private static partial Regex Code();
}
