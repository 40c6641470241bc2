using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Actors.Testing;

namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>A Chromium of its own with one page, which is gone with the test.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Announcement = "DevTools listening on ";

    /// <summary>The longest that a browser lives, whichever test uses it.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly CancellationTokenSource _life = new(Longest, TimeProvider.System);
    private readonly TempFolder _profile = new();
    private readonly Process _process;
    private DevTools? _tools;
    private Task _reading = Task.CompletedTask;

    private Browser(Process process)
    {
        _process = process;
    }

    /// <summary>What the page wrote to its console.</summary>
    public IEnumerable<string> Console => _tools!.Console;

    private string Session { get; set; } = "";

    private CancellationToken Cancelled => _life.Token;

    /// <summary>Starts one for the pages of a server.</summary>
    public static async Task<Browser> StartAsync(Uri server, BrowserOptions options)
    {
        var process = new Process();
        var browser = new Browser(process);
        try
        {
            process.StartInfo = browser.StartInfo(options);
            process.Start();
            browser._tools = await DevTools.ConnectAsync(await browser.ReadAddressAsync(), browser.Cancelled);
            await browser.OpenPageAsync(server, options);
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to an address.</summary>
    public Task GoToAsync(Uri address) => TellAsync("Page.navigate", new() { ["url"] = address.ToString() });

    /// <summary>Reloads the page.</summary>
    public Task ReloadAsync() => TellAsync("Page.reload", []);

    /// <summary>What a JavaScript expression gives; a promise is awaited.</summary>
    /// <exception cref="DevToolsException">It throws.</exception>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await TellAsync(
            "Runtime.evaluate",
            new() { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true, ["userGesture"] = true });
        return answer["exceptionDetails"] is { } thrown
            ? throw new DevToolsException($"{expression}: {thrown["exception"]?["description"] ?? thrown["text"]}")
            : answer["result"]?["value"]?.DeepClone();
    }

    /// <summary>Breaks the network of the page or mends it; connections that exist are cut.</summary>
    public Task SetOfflineAsync(bool isOffline) => TellAsync(
        "Network.emulateNetworkConditions",
        new() { ["offline"] = isOffline, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 });

    /// <summary>Shows dark pages or light ones.</summary>
    public Task SetDarkAsync(bool isDark)
    {
        var feature = new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" };
        return TellAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(feature) });
    }

    /// <summary>Sets the size of the window.</summary>
    public Task SetSizeAsync(int width, int height) => TellAsync(
        "Emulation.setDeviceMetricsOverride",
        new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    /// <summary>Writes a picture of the page.</summary>
    public async Task ShootAsync(string file)
    {
        var answer = await TellAsync("Page.captureScreenshot", new() { ["format"] = "png" });
        await File.WriteAllBytesAsync(file, Convert.FromBase64String(answer["data"]!.GetValue<string>()), Cancelled);
    }

    public async ValueTask DisposeAsync()
    {
        if (_tools is not null)
        {
            await _tools.DisposeAsync();
        }

        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _reading;
        _process.Dispose();
        _profile.Dispose();
        _life.Dispose();
    }

    private ProcessStartInfo StartInfo(BrowserOptions options)
    {
        var start = new ProcessStartInfo(ChromiumProgram.Path) { RedirectStandardError = true };
        string[] always =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--mute-audio",
            "--autoplay-policy=no-user-gesture-required", "--remote-debugging-port=0",
            $"--user-data-dir={_profile.Path}",
            string.Create(CultureInfo.InvariantCulture, $"--window-size={options.Width},{options.Height}"),
        ];
        foreach (var argument in always)
        {
            start.ArgumentList.Add(argument);
        }

        if (options.Film is { } film)
        {
            start.ArgumentList.Add("--use-fake-device-for-media-stream");
            start.ArgumentList.Add($"--use-file-for-fake-video-capture={film}");
        }

        start.ArgumentList.Add("about:blank");
        return start;
    }

    private async Task<Uri> ReadAddressAsync()
    {
        while (await _process.StandardError.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                // The rest is read and dropped, so that the process never blocks on a full pipe.
                _reading = _process.StandardError.ReadToEndAsync(CancellationToken.None);
                return new Uri(line[Announcement.Length..].Trim());
            }
        }

        throw new DevToolsException("Chromium ended before it could be spoken to.");
    }

    private async Task OpenPageAsync(Uri server, BrowserOptions options)
    {
        var tools = _tools!;
        var origin = server.GetLeftPart(UriPartial.Authority);
        foreach (var (name, isAllowed) in new[] { ("camera", options.AllowsCamera), ("geolocation", options.AllowsLocation) })
        {
            await tools.SendAsync(
                "Browser.setPermission",
                new()
                {
                    ["permission"] = new JsonObject { ["name"] = name },
                    ["setting"] = isAllowed ? "granted" : "denied",
                    ["origin"] = origin,
                },
                session: null, Cancelled);
        }

        var page = await tools.SendAsync("Target.createTarget", new() { ["url"] = "about:blank" }, session: null, Cancelled);
        var attached = await tools.SendAsync(
            "Target.attachToTarget", new() { ["targetId"] = page["targetId"]!.GetValue<string>(), ["flatten"] = true },
            session: null, Cancelled);
        Session = attached["sessionId"]!.GetValue<string>();
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await TellAsync($"{domain}.enable", []);
        }

        if (options.Prelude is { } prelude)
        {
            await TellAsync("Page.addScriptToEvaluateOnNewDocument", new() { ["source"] = prelude });
        }

        await SetSizeAsync(options.Width, options.Height);
        await TellAsync(
            "Emulation.setGeolocationOverride", new() { ["latitude"] = 35.6581, ["longitude"] = 139.7017, ["accuracy"] = 12 });
    }

    private Task<JsonNode> TellAsync(string method, JsonObject parameters) =>
        _tools!.SendAsync(method, parameters, Session, Cancelled);
}
