using Actors.EndToEnd.Tests.Browsers;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>The app of a traveller in a real browser: from the public link to the first check-in (SPEC E2, E5).</summary>
public sealed class RegistrationTests
{
    private const int Timeout = 120_000;

    public static TheoryData<string> Tags => ["en", "ja", "zh-Hans"];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Tags))]
    public async Task A_traveller_registers_is_passed_and_checks_in(string tag)
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, tag);
        var page = app.Page;
        await page.GotoAsync($"{server.Address}enter/japan-2021?language={tag}");
        await page.GetByText(app.Say("app.open")).ClickAsync();
        await app.AgreeAsync();

        // A second entry that differs is named at its place, and what was typed survives a reload.
        await app.TypePassportAsync(again: "TK7654321");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#surname")).ToHaveValueAsync("TESTER");
        await app.TapAsync("app.register");
        await Assertions.Expect(page.Locator("#passportNumberAgain-wrong")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#passportNumberAgain")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#passportNumberAgain-unlike mark").First).ToBeVisibleAsync();
        await app.LookAsync("differs");
        await page.FillAsync("#passportNumberAgain", "tk 1234567");
        await app.TapAsync("app.register");

        await Assertions.Expect(page.Locator(".code svg")).ToBeVisibleAsync();
        await app.LookAsync("officer");
        Assert.StartsWith("Q1", await page.Locator(".code").GetAttributeAsync("data-code"), StringComparison.Ordinal);
        await app.PassAsync();

        await app.TapAsync("action.check-in");
        await Assertions.Expect(page.Locator(".good .said")).ToHaveTextAsync(app.Say("check-in.done"));
        await app.LookAsync("home");
        Assert.DoesNotContain(browser.Console, line => line.Contains("Refused", StringComparison.Ordinal));
        Assert.Equal(tag, await page.EvaluateAsync<string>("() => document.documentElement.lang"));
    }

    [Fact(Timeout = Timeout)]
    public async Task What_is_reported_off_line_is_sent_later_also_after_a_reload()
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        var page = app.Page;
        var (isAway, lines) = (false, new List<IWebSocketRoute>());
        await page.RouteWebSocketAsync("**/hubs/entrant**", line =>
        {
            if (isAway)
            {
                _ = line.CloseAsync();
                return;
            }

            line.ConnectToServer();
            lines.Add(line);
        });
        await page.GotoAsync($"{server.Address}app/?programme=japan-2021&language=en");
        await app.AgreeAsync();
        await app.TypePassportAsync(again: "TK1234567");
        await app.TapAsync("app.register");
        await Assertions.Expect(page.Locator(".code svg")).ToBeVisibleAsync();
        await app.PassAsync();
        await Assertions.Expect(app.Button("action.check-in")).ToBeVisibleAsync();

        isAway = true;
        await lines[^1].CloseAsync();
        await app.TapAsync("action.check-in");
        await Assertions.Expect(page.GetByText(app.Say("app.kept"))).ToBeVisibleAsync();
        await app.LookAsync("off-line");
        await page.ReloadAsync();
        isAway = false;
        await Assertions.Expect(page.Locator(".good .said"))
            .ToHaveTextAsync(app.Say("check-in.done"), new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText(app.Say("app.kept"))).ToHaveCountAsync(0);
    }
}
