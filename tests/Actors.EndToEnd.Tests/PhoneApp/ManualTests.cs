using Actors.EndToEnd.Tests.Browsers;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>The manual in the app (SPEC E8): every page, the search, and both without a connection.</summary>
public sealed class ManualTests
{
    private const int Timeout = 180_000;

    /// <summary>A language, a search as a person may type it, and how the page writes it.</summary>
    public static TheoryData<string, string, string> Searches => new()
    {
        { "en", "ＡＩＲＰＯＲＴ  officer", "airport" },
        { "ja", "ぱすぽーと", "パスポート" },
        { "zh-Hans", "护照", "护照" },
        { "vi", "HO  CHIEU", "hộ chiếu" },
    };

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Searches))]
    public async Task The_manual_can_be_searched_and_read_off_line(string tag, string search, string written)
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, tag);
        var page = app.Page;
        await app.EnterAsync();

        // What the phone loaded when it had nothing else to do is enough.
        await page.WaitForFunctionAsync("() => localStorage.getItem('actors.contacts')");
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Context.SetOfflineAsync(true);
        await app.GoAsync("manual");
        var heading = page.Locator("h1");
        await Assertions.Expect(heading).ToHaveTextAsync(app.Say("app.manual"));
        await Assertions.Expect(heading).ToBeFocusedAsync();
        await app.LookAsync("manual");

        await page.GetByRole(AriaRole.Searchbox).FillAsync("qqq");
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText(app.Say("manual.none"))).ToBeVisibleAsync();
        await app.LookAsync("manual-nothing-found");

        await page.GetByRole(AriaRole.Searchbox).FillAsync(search);
        await Assertions.Expect(page.Locator("mark").First).ToHaveTextAsync(written, new() { IgnoreCase = true });
        await app.LookAsync("manual-search");
        await page.Locator(".manual li a").First.ClickAsync();
        await Assertions.Expect(page.Locator(".manual mark").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await app.LookAsync("manual-found");

        // The search is still there when the person comes back.
        await page.GetByRole(AriaRole.Link, new() { Name = app.Say("manual.all"), Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync(search);
    }

    [Theory(Timeout = Timeout)]
    [InlineData("en")]
    [InlineData("ja")]
    [InlineData("zh-Hans")]
    public async Task Every_page_of_the_manual_is_reached_by_turning_pages(string tag)
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new());
        var app = new PhoneAppPage(server, browser.Page, tag);
        var page = app.Page;
        await app.EnterAsync();
        await app.GoAsync("manual");
        var links = page.Locator(".manual li a");
        await Assertions.Expect(links).Not.ToHaveCountAsync(0);
        var names = await links.AllInnerTextsAsync();

        await links.First.ClickAsync();
        foreach (var (index, name) in names.Index())
        {
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
            await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
            await app.LookAsync($"manual-{index:00}");
            if (index + 1 < names.Count)
            {
                await page.Locator(".manual .next").ClickAsync();
            }
        }

        // The last page says whom to write to; the page on health says until when.
        await Assertions.Expect(page.Locator("a[href^='mailto:']")).ToHaveCountAsync(2);
        await app.GoAsync("manual/health");
        await Assertions.Expect(page.Locator(".manual")).ToContainTextAsync("11:00");
        await Assertions.Expect(page.Locator(".manual")).Not.ToContainTextAsync("{");
    }
}
