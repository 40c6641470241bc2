using Actors.Domain.Entrants.Stays;
using Actors.EndToEnd.Tests.Browsers;
using Actors.Grains.Registration;
using Actors.Grains.Scheduling;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;
using Microsoft.Extensions.DependencyInjection;
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
        var (page, say) = (browser.Page, Words(server, tag));
        await page.GotoAsync($"{server.Address}enter/japan-2021?language={tag}");
        await page.GetByText(say("app.open")).ClickAsync();
        await AgreeAsync(page, say);

        // A second entry that differs is named at its place, and what was typed survives a reload.
        await FillAsync(page, again: "TK7654321");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#surname")).ToHaveValueAsync("TESTER");
        await page.GetByRole(AriaRole.Button, new() { Name = say("app.register") }).ClickAsync();
        await Assertions.Expect(page.Locator("#passportNumberAgain-wrong")).ToBeVisibleAsync();
        await SnapAsync(page, $"{tag}-differs");
        await page.FillAsync("#passportNumberAgain", "tk 1234567");
        await page.GetByRole(AriaRole.Button, new() { Name = say("app.register") }).ClickAsync();

        await Assertions.Expect(page.Locator(".code svg")).ToBeVisibleAsync();
        await SnapAsync(page, $"{tag}-officer");
        Assert.StartsWith("Q1", await page.Locator(".code").GetAttributeAsync("data-code"), StringComparison.Ordinal);
        var person = await page.EvaluateAsync<string>("() => localStorage.getItem('actors.person')");
        var now = server.Services.GetRequiredService<ProgrammeClock>().GetUtcNow();
        Assert.Null(await server.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IRegistrationGrain>(EntrantId.Parse(person).ToString()).BeginStayAsync(now));

        await page.GetByRole(AriaRole.Button, new() { Name = say("action.check-in") }).ClickAsync();
        await Assertions.Expect(page.Locator(".good")).ToHaveTextAsync(say("check-in.done"));
        await SnapAsync(page, $"{tag}-home");
        Assert.DoesNotContain(browser.Console, line => line.Contains("Refused", StringComparison.Ordinal));
        Assert.Equal(tag, await page.EvaluateAsync<string>("() => document.documentElement.lang"));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"));
    }

    private static async Task AgreeAsync(IPage page, Func<string, string> say)
    {
        for (var consent = 0; consent < 4; consent++)
        {
            await Assertions.Expect(page.Locator("progress")).ToHaveAttributeAsync("value", $"{consent + 1}");
            await page.GetByRole(AriaRole.Button, new() { Name = say("app.agree") }).ClickAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = say("app.permissions-ask") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = say("app.next") }).ClickAsync();
    }

    private static async Task FillAsync(IPage page, string again)
    {
        foreach (var (field, text) in new[]
        {
            ("passportNumber", "TK1234567"), ("passportNumberAgain", again), ("birthDate-year", "1990"),
            ("birthDate-month", "2"), ("birthDate-day", "3"), ("birthDateAgain-year", "1990"), ("birthDateAgain-month", "2"),
            ("birthDateAgain-day", "3"), ("surname", "TESTER"), ("givenName", "ANNA"),
        })
        {
            await page.FillAsync($"#{field}", text);
        }
    }

    private static Func<string, string> Words(RealServer server, string tag)
    {
        var catalogue = server.Services.GetRequiredService<Catalogue>();
        return key => catalogue.Format(Language.Parse(tag), catalogue.Keys.Single(one => one.Value == key));
    }

    private static async Task SnapAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SNAP_TO") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
    }
}
