using System.Diagnostics;
using System.Text.Json.Nodes;
using Actors.Testing;

namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>
/// A Firefox of its own with one page, spoken to by WebDriver BiDi. Its camera is one that Firefox makes up: a picture of
/// one colour that changes.
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
        user_pref("app.update.enabled", false);
        user_pref("browser.shell.checkDefaultBrowser", false);
        user_pref("datareporting.policy.dataSubmissionEnabled", false);
        user_pref("media.gmp-manager.updateEnabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        """;

    private static readonly string[] Places = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

    private readonly TempFolder _profile = new();
    private readonly Process _process;
    private DevTools? _tools;
    private Task _reading = Task.CompletedTask;
    private string _page = "";

    private Firefox()
    {
        var program = Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException(
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

    /// <summary>Starts one.</summary>
    public static async Task<Firefox> StartAsync()
    {
        var browser = new Firefox();
        try
        {
            browser._tools = await DevTools.ConnectAsync(await browser.ReadAddressAsync(), Cancelled);
            await browser.TellAsync("session.new", new() { ["capabilities"] = new JsonObject() });
            var pages = await browser.TellAsync("browsingContext.getTree", []);
            browser._page = (string)pages["contexts"]![0]!["context"]!;
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Goes to an address; returns when the page is there.</summary>
    public Task GoToAsync(Uri address) => TellAsync(
        "browsingContext.navigate", new() { ["context"] = _page, ["url"] = address.ToString(), ["wait"] = "complete" });

    /// <summary>What a JavaScript expression gives as JSON; a promise is awaited.</summary>
    /// <exception cref="DevToolsException">It throws.</exception>
    public async Task<JsonNode> EvaluateAsync(string expression)
    {
        var answer = await TellAsync("script.evaluate", new()
        {
            ["expression"] = $"Promise.resolve({expression}).then(JSON.stringify)",
            ["target"] = new JsonObject { ["context"] = _page },
            ["awaitPromise"] = true,
        });
        return answer["exceptionDetails"] is { } thrown
            ? throw new DevToolsException($"{expression}: {thrown["text"]}")
            : JsonNode.Parse((string)answer["result"]!["value"]!)!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_tools is not null)
        {
            await _tools.DisposeAsync();
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
                // The rest is read and dropped, so that the process never blocks on a full pipe.
                _reading = Task.WhenAll(
                    _process.StandardError.ReadToEndAsync(CancellationToken.None),
                    _process.StandardOutput.ReadToEndAsync(CancellationToken.None));
                return new Uri($"{line[Announcement.Length..].Trim()}/session");
            }
        }

        throw new DevToolsException("Firefox ended before it could be spoken to.");
    }

    private Task<JsonNode> TellAsync(string method, JsonObject parameters) =>
        _tools!.SendAsync(method, parameters, session: null, Cancelled);
}
