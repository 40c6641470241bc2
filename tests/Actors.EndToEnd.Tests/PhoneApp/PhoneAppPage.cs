using System.Collections.Concurrent;
using Actors.Domain.Entrants.Stays;
using Actors.EndToEnd.Tests.Interop;
using Actors.Grains.Registration;
using Actors.Grains.Scheduling;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Languages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>The app in a page, in one language, and what a traveller and an officer do with it.</summary>
internal sealed class PhoneAppPage(RealServer server, IPage page, string tag)
{
    private static readonly string[] Permissions = ["notifications", "microphone", "camera", "location"];

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(
        Path.Combine(InteropPackages.Folder, "node_modules", "axe-core", "axe.min.js")));

    private static readonly ConcurrentDictionary<(string Tag, string Name), bool> Looked = new();

    private readonly Catalogue _catalogue = server.Services.GetRequiredService<Catalogue>();

    public IPage Page => page;

    /// <summary>A text in the language of the page.</summary>
    public string Say(string key, params ReadOnlySpan<(string Name, TextArgument Value)> values) =>
        _catalogue.Format(Language.Parse(tag), _catalogue.Keys.Single(one => one.Value == key), values);

    /// <summary>Registers.</summary>
    public async Task RegisterAsync()
    {
        await page.GotoAsync($"{server.Address}app/?programme=japan-2021&language={tag}");
        await AgreeAsync();
        await TypePassportAsync(again: "TK1234567");
        await TapAsync("app.register");
        await Expect(page.Locator(".code svg")).ToBeVisibleAsync();
    }

    /// <summary>Registers, and is let pass by the officer.</summary>
    public async Task EnterAsync()
    {
        await RegisterAsync();
        await PassAsync();
        await Expect(Button("action.check-in")).ToBeVisibleAsync();
    }

    /// <summary>Goes to a screen.</summary>
    public async Task GoAsync(string route) =>
        await page.EvaluateAsync("route => { location.hash = `/${route}`; }", route);

    /// <summary>Waits until the answer of the person is received, with this text.</summary>
    public Task ExpectReceiptAsync(string key) => Expect(page.Locator(".good .said")).ToHaveTextAsync(Say(key));

    /// <summary>Moves the clock of the server forward.</summary>
    public void SkipTo(DateTimeOffset moment) => server.Services.GetRequiredService<ProgrammeClock>().SkipTo(moment);

    /// <summary>The button with a text.</summary>
    public ILocator Button(string key) => page.GetByRole(AriaRole.Button, new() { Name = Say(key) });

    /// <summary>Taps the button with a text.</summary>
    public Task TapAsync(string key) => Button(key).ClickAsync();

    /// <summary>Goes from the welcome through the consents and the permissions to the passport.</summary>
    /// <param name="isReloaded">Whether the page is loaded again in each step.</param>
    public async Task AgreeAsync(bool isReloaded = false)
    {
        await Expect(Button("entry.welcome.begin")).ToBeVisibleAsync();
        await LookAsync("welcome");
        await TapAsync("entry.welcome.begin");
        for (var consent = 1; consent <= 4; consent++)
        {
            await Expect(page.Locator("progress")).ToHaveAttributeAsync("value", $"{consent}");
            await LookAsync($"consent-{consent}");
            if (isReloaded)
            {
                await page.ReloadAsync();
                await Expect(page.Locator("progress")).ToHaveAttributeAsync("value", $"{consent}");
            }

            await TapAsync("app.agree");
        }

        foreach (var (kind, next) in Permissions.Zip(Permissions.Skip(1).Append("")))
        {
            await Expect(page.Locator($"[data-permission={kind}]")).ToBeVisibleAsync();
            await LookAsync($"permission-{kind}");
            if (isReloaded)
            {
                await page.ReloadAsync();
                await Expect(page.Locator($"[data-permission={kind}]")).ToBeVisibleAsync();
            }

            var (go, without) = (Button("app.permissions-ask").Or(Button("app.next")), Button("entry.go-on-without"));
            await Expect(go.Or(without)).ToBeVisibleAsync();
            if (!await without.IsVisibleAsync())
            {
                await go.ClickAsync();
            }

            var after = page.Locator(next.Length > 0 ? $"[data-permission={next}]" : "#passportNumber");
            await Expect(after.Or(without)).ToBeVisibleAsync();
            if (await without.IsVisibleAsync())
            {
                await LookAsync($"permission-{kind}-refused");
                await TapAsync("entry.go-on-without");
            }
        }
    }

    /// <summary>Types the details of a passport.</summary>
    public async Task TypePassportAsync(string again)
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

    /// <summary>The officer at the airport lets the person pass.</summary>
    public async Task PassAsync()
    {
        var person = EntrantId.Parse(await page.EvaluateAsync<string>("() => JSON.parse(localStorage.getItem('actors.person'))"));
        var now = server.Services.GetRequiredService<ProgrammeClock>().GetUtcNow();
        Assert.Null(await server.Services.GetRequiredService<IGrainFactory>()
            .GetGrain<IRegistrationGrain>(person.ToString()).BeginStayAsync(now));
    }

    /// <summary>
    /// The screen is accessible, as far as a program can tell (axe-core), and as wide as the phone. In three languages a picture
    /// is kept in <c>artifacts/screens</c>.
    /// </summary>
    public async Task LookAsync(string name)
    {
        if (!Looked.TryAdd((tag, name), true))
        {
            return; // Another test has looked at it.
        }

        await page.EvaluateAsync(Axe.Value);
        var violations = await page.EvaluateAsync<string[]>(
            "async () => (await axe.run()).violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' ')}`)");
        Assert.True(violations.Length == 0, $"{tag} {name}: {string.Join('\n', violations)}");
        var raw = await page.EvaluateAsync<string[]?>(
            "() => document.body.innerText.match(/\\b(app|call|entry|health|manual|push|settings|trial)(\\.[a-z][a-z-]+)+/g)");
        Assert.True(raw is null, $"{tag} {name} shows names of texts: {string.Join(' ', raw ?? [])}");
        var wide = await page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *')]
              .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML.slice(0, 100))
            """);
        Assert.True(wide.Length == 0, $"{tag} {name} is wider than the phone: {string.Join('\n', wide)}");
        if (tag is "en" or "ja" or "zh-Hans")
        {
            var path = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "screens", tag, $"{name}.png");
            await page.ScreenshotAsync(new() { Path = path, FullPage = true });
        }
    }
}
