using System.Diagnostics;
using System.Text.Json.Nodes;
using Actors.Testing;

namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>
/// A Firefox with one page, driven by WebDriver BiDi: Playwright drives only a Firefox of its own. Its fake camera shows a
/// picture of one changing colour.
/// </summary>
internal sealed class Firefox : IAsyncDisposable
{
    private const string Announcement = "WebDriver BiDi listening on ";

    private const string Settings =
        """
        user_pref("media.navigator.streams.fake", true);
        user_pref("media.navigator.permission.disabled", true);
        user_pref("media.peerconnection.ice.loopback", true);
        user_pref("media.peerconnection.ice.obfuscate_host_addresses", false);
        user_pref("geo.prompt.testing", true);
        user_pref("geo.prompt.testing.allow", true);
        user_pref("geo.provider.use_geoclue", false);
        user_pref("geo.provider.network.url", 'data:application/json,{"location":{"lat":35.6581,"lng":139.7017},"accuracy":12}');
        user_pref("permissions.default.desktop-notification", 1);
        user_pref("app.update.enabled", false);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("media.gmp-manager.updateEnabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        """;

    private static readonly string[] Programs = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

    private readonly TempFolder _profile = new();
    private readonly Process _process;
    private BiDiSession? _session;
    private Task _reading = Task.CompletedTask;
    private string _page = "";

    private Firefox()
    {
        var program = Programs.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
            "These tests need Firefox, and there is none. ./build.sh installs it on Debian (package firefox-esr).");
        File.WriteAllText(_profile.File("user.js"), Settings);
        _process = Process.Start(new ProcessStartInfo(
            program, ["--headless", "--no-remote", "--profile", _profile.Path, "--remote-debugging-port=0", "about:blank"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts a browser.</summary>
    public static async Task<Firefox> StartAsync()
    {
        var browser = new Firefox();
        try
        {
            browser._session = await BiDiSession.ConnectAsync(await browser.ReadAddressAsync(), Cancelled);
            await browser.SendAsync("session.new", new() { ["capabilities"] = new JsonObject() });
            var pages = await browser.SendAsync("browsingContext.getTree", []);
            browser._page = (string)pages["contexts"]![0]!["context"]!;
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs JavaScript before the scripts of each page.</summary>
    public Task PrepareAsync(string script) => SendAsync(
        "script.addPreloadScript", new() { ["functionDeclaration"] = $"() => {{ {script} }}" });

    /// <summary>Opens an address and waits until the page has loaded.</summary>
    public Task GoToAsync(Uri address) => SendAsync(
        "browsingContext.navigate", new() { ["context"] = _page, ["url"] = address.ToString(), ["wait"] = "complete" });

    /// <summary>Evaluates a JavaScript expression as JSON and awaits it if it is a promise.</summary>
    /// <exception cref="BiDiException">The expression throws.</exception>
    public async Task<JsonNode> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("script.evaluate", new()
        {
            ["expression"] = $"Promise.resolve({expression}).then(JSON.stringify)",
            ["target"] = new JsonObject { ["context"] = _page },
            ["awaitPromise"] = true,
        });
        return answer["exceptionDetails"] is { } thrown
            ? throw new BiDiException($"{expression}: {thrown["text"]}")
            : JsonNode.Parse((string)answer["result"]!["value"]!)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is not null)
        {
            await _session.DisposeAsync();
        }

        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        await _reading;
        _process.Dispose();
        _profile.Dispose();
    }

    private async Task<Uri> ReadAddressAsync()
    {
        while (await _process.StandardError.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                // Reads and drops the rest, so that Firefox does not block on a full pipe.
                _reading = Task.WhenAll(
                    _process.StandardError.ReadToEndAsync(CancellationToken.None),
                    _process.StandardOutput.ReadToEndAsync(CancellationToken.None));
                return new Uri($"{line[Announcement.Length..].Trim()}/session");
            }
        }

        throw new BiDiException("Firefox ended before it announced its address.");
    }

    private Task<JsonNode> SendAsync(string method, JsonObject parameters) =>
        _session!.SendAsync(method, parameters, Cancelled);
}
