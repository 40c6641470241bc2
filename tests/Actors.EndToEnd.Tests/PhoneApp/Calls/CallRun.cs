using Actors.EndToEnd.Tests.Browsers;
using Actors.Testing;
using Actors.Testing.Media;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>A server, a browser and its page.</summary>
internal sealed class CallRun : IAsyncDisposable
{
    private readonly RealServer? _own;
    private readonly TcpProxy _proxy;

    private CallRun(RealServer server, RealServer? own, TcpProxy proxy, Chromium browser, Uri address)
    {
        _own = own;
        _proxy = proxy;
        Browser = browser;
        Page = new(server, browser, address);
    }

    /// <summary>The browser.</summary>
    public Chromium Browser { get; }

    /// <summary>The page.</summary>
    public CallPage Page { get; }

    /// <summary>Starts a server in which registrations are answered at once.</summary>
    public static RealServer Start(params (string Name, string Value)[] settings) => Start(static _ => { }, settings);

    /// <summary>Starts one with other services than usual.</summary>
    public static RealServer Start(Action<IServiceCollection> services, params (string Name, string Value)[] settings) =>
        RealServer.Start(services, [("Registration:AnswerAfter", "00:00:00.05"), .. settings]);

    /// <summary>Starts a server and a browser.</summary>
    /// <param name="film">The film of the camera; <c>null</c> if there is no camera.</param>
    /// <param name="options">The other options of the browser.</param>
    public static async Task<CallRun> StartAsync(string? film, ChromiumOptions? options = null)
    {
        var server = Start();
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
    public static Task<CallRun> StartAsync(RealServer server, string film, ChromiumOptions? options = null) =>
        StartAsync(server, own: null, film, options);

    private static async Task<CallRun> StartAsync(RealServer server, RealServer? own, string? film, ChromiumOptions? options)
    {
        var path = film is null ? null : TestMedia.Mjpeg(film);
        var proxy = new TcpProxy(server.Address.Port);
        try
        {
            var address = new UriBuilder(server.Address) { Host = "127.0.0.1", Port = proxy.Port }.Uri;
            var browser = await Chromium.StartAsync(address, (options ?? new()) with { Film = path });
            await browser.Page.Context.AddInitScriptAsync(CallWatch.Script);
            return new(server, own, proxy, browser, address);
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Holds the phone upright, or on its side.</summary>
    public Task HoldAsync(bool isUpright) =>
        isUpright ? Browser.Page.SetViewportSizeAsync(412, 915) : Browser.Page.SetViewportSizeAsync(915, 412);

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
