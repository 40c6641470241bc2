using Actors.EndToEnd.Tests.Browsers;
using Actors.Testing;
using Actors.Testing.Media;

namespace Actors.EndToEnd.Tests.CallTest;

/// <summary>A server, a browser and the page in it.</summary>
internal sealed class CallTestRun : IAsyncDisposable
{
    private readonly RealServer? _own;
    private readonly TcpProxy _proxy;

    private CallTestRun(RealServer? own, TcpProxy proxy, Browser browser, Uri address)
    {
        _own = own;
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
        var server = RealServer.Start();
        try
        {
            return await StartAsync(server, server, film, options);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a browser for a server that there is already.</summary>
    public static Task<CallTestRun> StartAsync(RealServer server, string film, BrowserOptions? options = null) =>
        StartAsync(server, own: null, film, options);

    private static async Task<CallTestRun> StartAsync(RealServer server, RealServer? own, string? film, BrowserOptions? options)
    {
        var path = film is null ? null : TestMedia.Mjpeg(film);
        var proxy = new TcpProxy(server.Address.Port);
        try
        {
            var address = new UriBuilder(server.Address) { Host = "127.0.0.1", Port = proxy.Port }.Uri;
            var browser = await Browser.StartAsync(address, (options ?? new()) with { Film = path });
            return new(own, proxy, browser, address);
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Cuts the connection of the hub; the camera's goes on.</summary>
    public void CutHub() => _proxy.Cut();

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await _proxy.DisposeAsync();
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }
}
