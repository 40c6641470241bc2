using System.Globalization;
using Actors.EndToEnd.Tests.Browsers;
using Actors.EndToEnd.Tests.Interop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>
/// What the app loads before it can be used, on a slow mobile network, beside a page that has SignalR and nothing else. Bytes
/// are held to the limits; times are only written down.
/// </summary>
public sealed class StartTests(ITestOutputHelper output)
{
    private const int LimitBeforeFirstScreen = 35_000;
    private const int LimitOfFirstLoad = 60_000;
    private const double BytesPerSecond = 400_000 / 8.0;

    [Theory(Timeout = 120_000)]
    [InlineData("en")]
    [InlineData("ja")]
    [InlineData("ne")]
    public async Task The_first_load_is_small(string tag)
    {
        await using var server = RealServer.Start(("Registration:AnswerAfter", "00:00:00.05"));
        await using var browser = await Chromium.StartAsync(server.Address, new() { AllowsWorker = false });
        await SlowDownAsync(browser.Page);
        var app = new PhoneAppPage(server, browser.Page, tag);
        await browser.Page.AddInitScriptAsync("""
            new MutationObserver(() => window.interactiveAt ??= document.querySelector('main button') && performance.now())
              .observe(document, { childList: true, subtree: true });
            """);
        await browser.Page.GotoAsync($"{server.Address}app/?programme=japan-2021&language={tag}");
        await Assertions.Expect(app.Button("entry.welcome.begin")).ToBeVisibleAsync();
        var first = await BytesAsync(browser.Page);
        var interactive = await browser.Page.EvaluateAsync<double>("() => window.interactiveAt");

        await app.AgreeAsync();
        await app.TypePassportAsync(again: "TK1234567");
        await app.TapAsync("app.register");
        await Assertions.Expect(browser.Page.GetByText(app.Say("entry.registered"))).ToBeVisibleAsync(new() { Timeout = 60_000 });

        // A registered phone that has none of the files any more.
        await browser.Page.GotoAsync($"{server.Address}app/?again&language={tag}#/");
        await Assertions.Expect(browser.Page.Locator(".code svg")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        var home = await BytesAsync(browser.Page);
        var peer = await MeasurePeerAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {tag}: {first:N0} bytes before the first screen ({interactive:N0} ms on 400 kbit/s, 400 ms), {home:N0} until
            the home screen; a page with SignalR only: {peer}
            """));
        Assert.InRange(first, 1, LimitBeforeFirstScreen);
        Assert.InRange(home, first, LimitOfFirstLoad);
    }

    /// <summary>A page that loads the browser library of SignalR, in brotli, and can then be used.</summary>
    private static async Task<string> MeasurePeerAsync()
    {
        var script = await File.ReadAllBytesAsync(Path.Combine(
            InteropPackages.Folder, "node_modules", "@microsoft", "signalr", "dist", "browser", "signalr.min.js"));
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var peer = builder.Build();
        peer.MapGet("/", () => Results.Content("<!doctype html><script src=s.js></script><button>Start</button>", "text/html"));
        peer.MapGet("/s.js", (HttpContext context) =>
        {
            context.Response.Headers.ContentEncoding = "br";
            using var compressed = new MemoryStream();
            using (var brotli = new System.IO.Compression.BrotliStream(
                compressed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            {
                brotli.Write(script);
            }

            return Results.Bytes(compressed.ToArray(), "text/javascript");
        });
        await peer.StartAsync(TestContext.Current.CancellationToken);
        await using var browser = await Chromium.StartAsync(new(peer.Urls.Single()), new());
        await SlowDownAsync(browser.Page);
        await browser.Page.GotoAsync(peer.Urls.Single());
        var time = await browser.Page.EvaluateAsync<double>("() => window.signalR && performance.now()");
        var bytes = await BytesAsync(browser.Page);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes, {time:N0} ms");
    }

    /// <summary>Makes the network of a page slow, with no file kept.</summary>
    private static async Task SlowDownAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        await session.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false,
            ["latency"] = 400,
            ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });
    }

    /// <summary>The bytes of the files of a page so far, as they come over the network.</summary>
    private static Task<double> BytesAsync(IPage page) => page.EvaluateAsync<double>("""
        () => [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]
          .filter(one => /\/app\/|\/s\.js$/.test(one.name)).reduce((sum, one) => sum + one.encodedBodySize, 0)
        """);
}
