using System.Text.RegularExpressions;
using Actors.Domain.Entrants.Prompts;
using Actors.EndToEnd.Tests.Browsers;
using Actors.Server.Demo.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>Own record, messages and settings of the app in a real browser (SPEC E3, E6 to E8, E10, Q10).</summary>
public sealed partial class SettingsTests
{
    private const int Timeout = 180_000;

    private static readonly DateTimeOffset Morning = new(2021, 4, 5, 10, 10, 0, TimeSpan.FromHours(9));

    public static TheoryData<string> Tags => ["en", "ja", "zh-Hans"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Tags))]
    public async Task Every_screen_is_accessible_and_the_record_says_what_counted(string tag)
    {
        await using var server = Start();
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, tag);
        var page = app.Page;
        await app.EnterAsync();
        await app.TapAsync("action.check-in");
        await app.ExpectReceiptAsync("check-in.done");

        // The person answers the first request for the position, and not the second one: nothing counts before confirmation.
        var now = await WaitForPromptAsync(app, Morning);
        await page.Locator("[data-prompt]").GetByRole(AriaRole.Button).ClickAsync();
        await app.ExpectReceiptAsync("prompt.location.done");
        await Expect(page.Locator("[data-prompt]")).ToHaveCountAsync(0);
        now = await WaitForPromptAsync(app, now);
        app.SkipTo(now + TimeSpan.FromMinutes(75));
        await app.GoAsync("record");
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await Expect(page.Locator("[data-code=checked-in]")).ToBeVisibleAsync();
        await Expect(page.Locator(".record [data-fate=answered]").First)
            .ToContainTextAsync(app.Say("prompt.fate.answered"));
        await Expect(page.Locator(".record [data-fate=excused]").First)
            .ToContainTextAsync(app.Say("prompt.fate.excused"));
        await Expect(page.GetByText(app.Say("prompt.excuse.not-confirmed")).First).ToBeVisibleAsync();
        await page.Locator("summary").ClickAsync();
        await app.LookAsync("record");

        foreach (var route in new[]
        {
            "messages", "settings", "settings/details", "settings/companions", "settings/contacts", "settings/copy",
            "settings/phone", "settings/mode", "settings/other-phone", "settings/version", "settings/leave", "settings/language",
        })
        {
            await app.GoAsync(route);
            await Expect(page.Locator("h1")).ToBeFocusedAsync();
            await Expect(page.GetByText(app.Say("call.page.one-moment"))).ToHaveCountAsync(0);
            await app.LookAsync(route.Replace('/', '-'));
        }

        Assert.DoesNotContain(browser.Console, line => line.Contains("Refused", StringComparison.Ordinal));
    }

    [Fact(Timeout = Timeout)]
    public async Task Wrong_details_are_corrected_and_confirmed_when_the_roster_knows_them()
    {
        await using var server = Start();
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        var page = app.Page;
        await app.EnterAsync();
        await app.GoAsync("settings/details");
        await Expect(page.GetByText(app.Say("registration.compare"))).ToBeVisibleAsync();

        await app.TapAsync("settings.details-correct");
        await page.FillAsync("#passportNumber", "TK7654321");
        await page.FillAsync("#passportNumberAgain", "TK7654322");
        foreach (var (part, text) in new[] { ("year", "1990"), ("month", "2"), ("day", "3") })
        {
            await page.FillAsync($"#birthDateAgain-{part}", text);
        }

        await app.TapAsync("app.send");
        await Expect(page.Locator("#passportNumberAgain-wrong")).ToBeVisibleAsync();
        await app.LookAsync("correct");
        await page.FillAsync("#passportNumberAgain", "TK7654321");
        await app.TapAsync("app.send");
        await Expect(page.GetByText(app.Say("settings.details-corrected"))).ToBeVisibleAsync();
        await Expect(page.GetByText("TK7654321")).ToBeVisibleAsync();

        await server.ImportRosterAsync("TK7654321,1990-02-03,TESTER,ANNA,2021-04-05,anna@example.org,+819012345678\n");
        await app.GoAsync("messages");
        await Expect(page.GetByText(app.Say("registration.changed")).First).ToBeVisibleAsync();
        await app.LookAsync("messages-one");
        await Expect(page.Locator(".count")).ToHaveCountAsync(0); // Read.
        await page.GetByText(app.Say("messages.registration")).First.ClickAsync();
        await Expect(page.GetByText(app.Say("registration.confirmed"))).ToBeVisibleAsync();
        await Expect(app.Button("settings.details-correct")).ToHaveCountAsync(0);
        await app.LookAsync("confirmed");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_traveller_upholds_the_details_adds_a_companion_and_cannot_leave_monitoring_during_a_stay()
    {
        await using var server = Start();
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        var page = app.Page;
        await app.EnterAsync();
        await app.GoAsync("settings/details");
        await app.TapAsync("settings.details-right");
        await Expect(page.GetByText(app.Say("settings.details-right-done"))).ToBeVisibleAsync();

        await app.GoAsync("settings/companions");
        await app.TapAsync("settings.companion-begin");
        for (var consent = 1; consent <= 4; consent++)
        {
            await app.LookAsync($"companion-{consent}");
            await app.TapAsync("app.agree");
        }

        await app.TypePassportAsync(again: "TK1234567");
        await page.FillAsync("#passportNumber", "CH1234567");
        await page.ReloadAsync();
        await page.FillAsync("#passportNumberAgain", "CH1234567");
        await page.FillAsync("#givenName", "BEN");
        await app.LookAsync("companion-passport");
        await app.TapAsync("settings.companion-add");
        await Expect(page.GetByRole(AriaRole.Listitem).GetByText("BEN TESTER")).ToBeVisibleAsync();
        await app.LookAsync("companion-added");
        await app.GoAsync("record");
        await page.GetByRole(AriaRole.Button, new() { Name = "BEN TESTER" }).ClickAsync();
        await Expect(page.Locator("[data-code=stay-started]")).ToBeVisibleAsync();

        await app.GoAsync("settings/mode");
        await page.GetByLabel(app.Say("settings.mode-normal"), new() { Exact = true }).CheckAsync();
        await app.TapAsync("settings.mode-change");
        await Expect(page.GetByText(app.Say("refusal.stay-goes-on"))).ToBeVisibleAsync();

        await app.GoAsync("settings/copy");
        var download = await page.RunAndWaitForDownloadAsync(() => app.Button("settings.copy-save").First.ClickAsync());
        var copy = await File.ReadAllTextAsync(await download.PathAsync(), Cancelled);
        Assert.Contains("TK1234567", copy, StringComparison.Ordinal);
        await Expect(page.GetByText(app.Say("settings.copy-saved"))).ToBeVisibleAsync();
        await app.LookAsync("copy-saved");
    }

    [Fact(Timeout = Timeout)]
    public async Task Another_phone_is_refused_and_a_third_one_is_allowed()
    {
        await using var server = Start();
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        await app.EnterAsync();

        var second = await OpenAsync(server, browser);
        await second.RegisterAsync();
        await app.GoAsync("settings/other-phone");
        await Expect(app.Button("settings.takeover-allow")).ToBeVisibleAsync();
        await app.LookAsync("other-phone-asks");
        await app.TapAsync("settings.takeover-refuse");
        await Expect(app.Page.GetByText(app.Say("settings.takeover-refused"))).ToBeVisibleAsync();
        await second.Page.Context.CloseAsync();

        var third = await OpenAsync(server, browser);
        await third.RegisterAsync();
        await app.GoAsync("settings");
        await app.GoAsync("settings/other-phone");
        await app.TapAsync("settings.takeover-allow");
        await Expect(third.Button("action.check-in")).ToBeVisibleAsync(); // It loads by itself.
        await Expect(app.Button("entry.welcome.begin")).ToBeVisibleAsync(); // The first phone begins again.
    }

    [Fact(Timeout = Timeout)]
    public async Task A_new_phone_continues_by_the_code_that_was_mailed()
    {
        await using var server = Start();
        await server.ImportRosterAsync("TK1234567,1990-02-03,TESTER,ANNA,2021-04-05,anna@example.org,+819012345678\n");
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, "en");
        await app.EnterAsync();
        await app.Page.Context.SetOfflineAsync(true); // The first phone is lost.

        var second = await OpenAsync(server, browser);
        await second.RegisterAsync();
        await second.GoAsync("settings/other-phone");
        await second.Page.FillAsync("#takeover-code", "0000 0000");
        await second.TapAsync("settings.takeover-continue");
        await Expect(second.Page.GetByText(second.Say("refusal.code-wrong"))).ToBeVisibleAsync();
        await second.LookAsync("code");
        await second.Page.FillAsync("#takeover-code", await ReadCodeAsync(server, second.Page));
        var loadsAgain = new TaskCompletionSource();
        second.Page.Load += (_, _) => loadsAgain.TrySetResult();
        await second.TapAsync("settings.takeover-continue");
        await loadsAgain.Task.WaitAsync(Cancelled);
        await second.GoAsync("");
        await Expect(second.Button("action.check-in")).ToBeVisibleAsync();
    }

    private static RealServer Start() => RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));

    /// <summary>The app on another phone.</summary>
    private static async Task<PhoneAppPage> OpenAsync(RealServer server, Chromium browser)
    {
        var context = await browser.Page.Context.Browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 412, Height = 915 },
            Geolocation = new() { Latitude = 35.6581f, Longitude = 139.7017f, Accuracy = 12 },
            Permissions = ["geolocation"],
        });
        return new(server, await context.NewPageAsync(), "en");
    }

    /// <summary>Lets the time pass until a request is shown.</summary>
    private static async Task<DateTimeOffset> WaitForPromptAsync(PhoneAppPage app, DateTimeOffset now)
    {
        while (await app.Page.Locator("[data-prompt]").CountAsync() == 0)
        {
            app.SkipTo(now += TimeSpan.FromMinutes(10));
            await app.Page.WaitForTimeoutAsync(300);
        }

        return now;
    }

    private static async Task<string> ReadCodeAsync(RealServer server, IPage page)
    {
        while (true)
        {
            var mail = server.Services.GetRequiredService<LocalInbox>().Read().FirstOrDefault(one => one.Channel == Channel.Mail);
            if (mail is not null)
            {
                return Code().Match(mail.Body).Value;
            }

            Cancelled.ThrowIfCancellationRequested();
            await page.WaitForTimeoutAsync(100);
        }
    }

    [GeneratedRegex("[0-9]{8}")]
    private static partial Regex Code();
}
