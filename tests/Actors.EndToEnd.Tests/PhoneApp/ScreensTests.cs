using Actors.EndToEnd.Tests.Browsers;
using Actors.Notifications.Texts.Languages;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>Every screen in every language: accessible, no wider than the phone, and its text in that language.</summary>
public sealed class ScreensTests
{
    private const int Timeout = 300_000;

    private static readonly string[] Routes =
    [
        "", "health", "messages", "record", "settings", "settings/details", "settings/companions", "settings/other-phone",
        "settings/mode", "settings/phone", "settings/contacts", "settings/copy", "settings/install", "settings/notice",
        "settings/language", "settings/version", "manual", "manual/calls",
    ];

    [Fact(Timeout = Timeout)]
    public async Task Every_screen_is_accessible_in_every_language()
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        await app.EnterAsync();
        await app.TapAsync("action.check-in");
        await Assertions.Expect(browser.Page.Locator(".good .said")).ToBeVisibleAsync();
        foreach (var language in Language.All)
        {
            app = new PhoneAppPage(server, browser.Page, language.Tag);
            await browser.Page.EvaluateAsync($"() => localStorage.setItem('actors.language', '\"{language.Tag}\"')");
            await browser.Page.ReloadAsync();
            foreach (var route in Routes)
            {
                await app.GoAsync(route);
                await Assertions.Expect(browser.Page.Locator("html")).ToHaveAttributeAsync("lang", language.Tag);
                await Assertions.Expect(browser.Page.Locator("main h1").First).ToBeVisibleAsync();
                await app.LookAsync($"screen-{(route.Length > 0 ? route.Replace('/', '-') : "home")}");
            }
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Registration_is_accessible_in_every_language()
    {
        await using var server = RealServer.Start();
        await using var browser = await Chromium.StartAsync(server.Address, new());
        foreach (var language in Language.All)
        {
            await browser.Page.GotoAsync($"{server.Address}app/?programme=japan-2021&language={language.Tag}");
            await browser.Page.EvaluateAsync("() => { localStorage.clear(); sessionStorage.clear(); }");
            await browser.Page.ReloadAsync();
            await new PhoneAppPage(server, browser.Page, language.Tag).AgreeAsync();
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task Screens_work_at_twice_the_size_and_from_right_to_left()
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        await app.EnterAsync();
        await browser.Page.SetViewportSizeAsync(206, 458); // The phone at 200 %.
        foreach (var route in Routes)
        {
            await browser.Page.EvaluateAsync("() => { document.dir = 'rtl'; }");
            await app.GoAsync(route);
            await Assertions.Expect(browser.Page.Locator("main h1").First).ToBeVisibleAsync();
            await app.LookAsync($"large-{(route.Length > 0 ? route.Replace('/', '-') : "home")}");
        }
    }
}
