using Actors.EndToEnd.Tests.Browsers;
using Actors.Testing;
using Actors.Testing.Media;

namespace Actors.EndToEnd.Tests.CallTest;

/// <summary>A server, a browser and the page in it, for one test.</summary>
internal sealed class CallTestRun : IAsyncDisposable
{
    private readonly RealServer _server;
    private readonly TcpProxy _proxy;

    private CallTestRun(RealServer server, TcpProxy proxy, Browser browser, Uri address)
    {
        _server = server;
        _proxy = proxy;
        Browser = browser;
        Page = new(browser, address);
    }

    /// <summary>The browser.</summary>
    public Browser Browser { get; }

    /// <summary>The page.</summary>
    public CallTestPage Page { get; }

    /// <summary>Starts everything.</summary>
    /// <param name="film">What the camera sees; null: there is no camera.</param>
    /// <param name="options">What else the browser has and allows.</param>
    public static async Task<CallTestRun> StartAsync(string? film, BrowserOptions? options = null)
    {
        var path = film is null ? null : TestMedia.Mjpeg(film);
        var server = RealServer.Start();
        var proxy = new TcpProxy(server.Address.Port);
        try
        {
            var address = new UriBuilder(server.Address) { Host = "127.0.0.1", Port = proxy.Port }.Uri;
            var browser = await Browser.StartAsync(address, (options ?? new()) with { Film = path });
            return new(server, proxy, browser, address);
        }
        catch
        {
            await proxy.DisposeAsync();
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Cuts the connection of the hub; the camera's goes on.</summary>
    public void CutHub() => _proxy.Cut();

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }
}
