using Actors.EndToEnd.Tests.Browsers;
using Actors.Testing;
using Actors.Testing.Media;

namespace Actors.EndToEnd.Tests.CallTest;

/// <summary>A server, a browser and its page.</summary>
internal sealed class CallTestRun : IAsyncDisposable
{
    private readonly RealServer? _own;
    private readonly TcpProxy _proxy;

    private CallTestRun(RealServer? own, TcpProxy proxy, Chromium browser, Uri address)
    {
        _own = own;
        _proxy = proxy;
        Browser = browser;
        Page = new(browser, address);
    }

    /// <summary>The browser.</summary>
    public Chromium Browser { get; }

    /// <summary>The page.</summary>
    public CallTestPage Page { get; }

    /// <summary>Starts a server and a browser.</summary>
    /// <param name="film">The film of the camera; <c>null</c> if there is no camera.</param>
    /// <param name="options">The other options of the browser.</param>
    public static async Task<CallTestRun> StartAsync(string? film, ChromiumOptions? options = null)
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

    /// <summary>Starts a browser for a running server.</summary>
    public static Task<CallTestRun> StartAsync(RealServer server, string film, ChromiumOptions? options = null) =>
        StartAsync(server, own: null, film, options);

    private static async Task<CallTestRun> StartAsync(RealServer server, RealServer? own, string? film, ChromiumOptions? options)
    {
        var path = film is null ? null : TestMedia.Mjpeg(film);
        var proxy = new TcpProxy(server.Address.Port);
        try
        {
            var address = new UriBuilder(server.Address) { Host = "127.0.0.1", Port = proxy.Port }.Uri;
            var browser = await Chromium.StartAsync(address, (options ?? new()) with { Film = path });
            return new(own, proxy, browser, address);
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Cuts the connection of the hub, but not the video.</summary>
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
