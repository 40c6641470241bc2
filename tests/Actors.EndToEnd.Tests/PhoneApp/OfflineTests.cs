using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>The app opens without a connection, and comes to new versions.</summary>
public sealed class OfflineTests
{
    private const int Timeout = 240_000;

    /// <summary>Everything of the app in the language of the page, once the worker has kept it.</summary>
    private const string KeptFiles =
        """
        async () => {
          const names = (await caches.keys()).filter(name => name.startsWith('actors.app.'));
          const kept = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).length));
          return kept.length === 1 ? kept[0] : -kept.length;
        }
        """;

    /// <summary>Waits until the worker has kept all of the app: no more files come.</summary>
    private static async Task UntilKeptAsync(IPage page)
    {
        while (!await page.EvaluateAsync<bool>(
            $$"""
            async () => {
              const before = await ({{KeptFiles}})();
              await new Promise(done => setTimeout(done, 1500));
              return !!navigator.serviceWorker.controller && before > 20 && before === await ({{KeptFiles}})();
            }
            """))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    [Fact(Timeout = Timeout)]
    public async Task The_app_opens_off_line_and_what_is_reported_then_goes_out_later()
    {
        await using var run = await GuestRun.StartAsync("ja");
        var (page, app) = (run.Page, run.App);
        await run.OpenAsync();
        await Assertions.Expect(app.Button("action.check-in")).ToBeVisibleAsync();
        await UntilKeptAsync(page);

        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText(app.Say("app.offline"))).ToBeVisibleAsync();
        await app.TapAsync("action.check-in");
        await Assertions.Expect(page.GetByText(app.Say("app.kept"))).ToBeVisibleAsync();
        await page.GotoAsync($"{run.Server.Address}app/#/record"); // A screen that was never opened before.
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(app.Say("app.record"));
        await page.ReloadAsync();

        await page.Context.SetOfflineAsync(false);
        await page.GotoAsync($"{run.Server.Address}app/#/");
        await Assertions.Expect(page.Locator(".banner.good")).ToContainTextAsync(
            app.Say("check-in.done"), new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText(app.Say("app.kept"))).ToHaveCountAsync(0);
        var kept = await page.EvaluateAsync<string[]>(
            """
            async () => (await Promise.all((await caches.keys()).map(async name =>
              (await (await caches.open(name)).keys()).map(request => new URL(request.url).pathname)))).flat()
            """);
        Assert.All(kept, path => Assert.True(
            path is "/app/" or "/app/kept/language" || path.StartsWith("/app/assets/", StringComparison.Ordinal), path));
        Assert.DoesNotContain(run.Browser.Console, line => line.Contains("Refused", StringComparison.Ordinal));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_new_version_is_offered_and_loaded_by_a_tap()
    {
        await using var run = await GuestRun.StartAsync("en");
        var (page, app) = (run.Page, run.App);
        await run.OpenAsync();
        await UntilKeptAsync(page);
        await Assertions.Expect(app.Button("phone.load-new")).ToHaveCountAsync(0);

        // The server gets a new version: another worker, with another list of files.
        run.Server.ChangeWorker = worker => worker.Replace("\"version\":\"", "\"version\":\"next-", StringComparison.Ordinal);
        await page.EvaluateAsync("async () => { await (await navigator.serviceWorker.ready).update(); }");
        await Assertions.Expect(page.GetByText(app.Say("phone.update"))).ToBeVisibleAsync();
        await app.LookAsync("update");
        Assert.Equal(-2, await page.EvaluateAsync<int>(KeptFiles)); // The old one goes on until then.
        await app.TapAsync("phone.load-new");
        await Assertions.Expect(page.GetByText(app.Say("phone.update"))).ToHaveCountAsync(0);
        await Assertions.Expect(app.Button("action.check-in")).ToBeVisibleAsync();
        await UntilKeptAsync(page);
        Assert.Contains(
            "next-", Assert.Single(await page.EvaluateAsync<string[]>(
                "async () => (await caches.keys()).filter(name => name.startsWith('actors.app.'))")), StringComparison.Ordinal);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_new_version_that_cannot_be_loaded_whole_is_dropped_and_the_old_one_goes_on()
    {
        await using var run = await GuestRun.StartAsync("en");
        var (page, app) = (run.Page, run.App);
        await run.OpenAsync();
        await UntilKeptAsync(page);
        run.Server.ChangeWorker = worker => worker
            .Replace("\"version\":\"", "\"version\":\"next-", StringComparison.Ordinal)
            .Replace("\"first\":[", "\"first\":[\"assets/not-there.js\",", StringComparison.Ordinal);
        var end = await page.EvaluateAsync<string>(
            """
            async () => {
              const registration = await navigator.serviceWorker.ready;
              const states = [];
              registration.addEventListener('updatefound', () => {
                const next = registration.installing;
                next.addEventListener('statechange', () => states.push(next.state));
              });
              registration.update().catch(error => states.push(`${error}`));
              for (let time = 0; time < 500 && states.length === 0; time++) await new Promise(done => setTimeout(done, 20));
              return states.join();
            }
            """);
        Assert.Equal("redundant", end);
        Assert.InRange(await page.EvaluateAsync<int>(KeptFiles), 21, 200);
        await page.Context.SetOfflineAsync(true);
        await page.ReloadAsync();
        await Assertions.Expect(app.Button("action.check-in")).ToBeVisibleAsync();
        await Assertions.Expect(app.Button("phone.load-new")).ToHaveCountAsync(0);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_version_that_is_too_old_says_so_and_offers_the_new_one()
    {
        await using var run = await GuestRun.StartAsync("en");
        var (page, app) = (run.Page, run.App);
        await page.RouteWebSocketAsync("**/hubs/entrant**", line =>
        {
            var onward = line.ConnectToServer();
            line.OnMessage(message => onward.Send(message.Text!.Replace(
                "\"appVersion\":\"1.0.0\"", "\"appVersion\":\"0.9.0\"", StringComparison.Ordinal)));
        });
        await run.OpenAsync();
        await Assertions.Expect(page.GetByText(app.Say("phone.too-old")).First).ToBeVisibleAsync();
        await Assertions.Expect(app.Button("phone.load-new")).ToBeVisibleAsync();
        await app.LookAsync("too-old");
    }

    [Fact(Timeout = Timeout)]
    public async Task A_phone_on_which_nothing_can_be_kept_can_report_all_the_same()
    {
        await using var run = await GuestRun.StartAsync("en");
        var (page, app) = (run.Page, run.App);
        await page.AddInitScriptAsync(
            "Storage.prototype.setItem = () => { throw new DOMException('Full.', 'QuotaExceededError'); };");
        await run.OpenAsync();
        await app.TapAsync("action.check-in");
        await Assertions.Expect(page.Locator(".banner.good")).ToContainTextAsync(app.Say("check-in.done"));
    }
}
