using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>A Chromium with one page, driven by Playwright. Uses the system's program; Playwright downloads none.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const float TimeoutMs = 100_000;

    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Arguments =
        ["--disable-gpu", "--disable-quic", "--disable-sync", "--autoplay-policy=no-user-gesture-required"];

    /// <summary>The driver, a process of Node that all tests share. It ends with the test program.</summary>
    private static readonly Lazy<Task<IPlaywright>> Driver = new(StartDriverAsync);

    private readonly ConcurrentQueue<string> _console = [];
    private readonly IBrowser _browser;

    private Chromium(IBrowser browser, IPage page)
    {
        _browser = browser;
        Page = page;
        page.Console += (_, message) => _console.Enqueue(message.Text);
        page.PageError += (_, error) => _console.Enqueue(error);
        page.SetDefaultTimeout(TimeoutMs);
        Assertions.SetDefaultExpectTimeout(20_000); // A busy machine is no fault.
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>What the page wrote to its console, and its uncaught exceptions.</summary>
    public IEnumerable<string> Console => _console;

    /// <summary>Starts a browser for the pages of a server.</summary>
    public static async Task<Chromium> StartAsync(Uri server, ChromiumOptions options)
    {
        string[] camera = options.Film is { } film
            ? ["--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}"]
            : [];
        var driver = await Driver.Value;
        var browser = await driver.Chromium.LaunchAsync(
            new() { ExecutablePath = FindProgram(), Args = [.. Arguments, .. camera] });
        try
        {
            var context = await browser.NewContextAsync(new()
            {
                ViewportSize = new() { Width = 412, Height = 915 },
                ServiceWorkers = options.AllowsWorker ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
                Geolocation = new() { Latitude = 35.6581f, Longitude = 139.7017f, Accuracy = 12 },
            });
            string[] permissions = [.. options.AllowsCamera ? ["camera"] : Array.Empty<string>(),
                .. options.AllowsLocation ? ["geolocation"] : Array.Empty<string>(),
                .. options.AllowsNotifications ? ["notifications"] : Array.Empty<string>()];
            await context.GrantPermissionsAsync(permissions, new() { Origin = server.GetLeftPart(UriPartial.Authority) });
            if (options.Prelude is { } prelude)
            {
                await context.AddInitScriptAsync(prelude);
            }

            return new(browser, await context.NewPageAsync());
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Evaluates a JavaScript expression as JSON and awaits it if it is a promise.</summary>
    /// <exception cref="PlaywrightException">The expression throws.</exception>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var json = await Page.EvaluateAsync<string?>($"Promise.resolve({expression}).then(JSON.stringify)");
        return json is null ? null : JsonNode.Parse(json);
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    private static Task<IPlaywright> StartDriverAsync()
    {
        // The driver runs from the package, so that the build does not copy it.
        var folder = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "PlaywrightPackage").Value;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", folder);
        return Playwright.CreateAsync();
    }

    private static string FindProgram()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.SelectMany(folder => Programs.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "These tests need Chromium, and there is none on the PATH. ./build.sh installs it on Debian (package chromium).");
    }
}

/// <summary>The camera, permissions and scripts of a browser.</summary>
internal sealed record ChromiumOptions
{
    /// <summary>A file of JPEG pictures that the camera shows in a loop; <c>null</c> if there is no camera.</summary>
    public string? Film { get; init; }

    /// <summary>Whether pages may use the camera.</summary>
    public bool AllowsCamera { get; init; } = true;

    /// <summary>Whether pages may ask for the position.</summary>
    public bool AllowsLocation { get; init; } = true;

    /// <summary>Whether pages may have a service worker, which loads ahead and answers in place of the server.</summary>
    public bool AllowsWorker { get; init; } = true;

    /// <summary>Whether pages may show notifications.</summary>
    public bool AllowsNotifications { get; init; }

    /// <summary>JavaScript that runs before any script of a page; <c>null</c> if there is none.</summary>
    public string? Prelude { get; init; }
}
