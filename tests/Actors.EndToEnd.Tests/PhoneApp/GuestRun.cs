using System.Threading.Channels;
using Actors.EndToEnd.Tests.Browsers;
using Actors.Protocol.Messages;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests.PhoneApp;

/// <summary>A server, a fictional person whose stay goes on, and a browser in which the app finds that person.</summary>
internal sealed class GuestRun : IAsyncDisposable
{
    private GuestRun(RealServer server, Guest guest, Chromium browser, string tag)
    {
        (Server, Guest, Browser, Tag) = (server, guest, browser, tag);
        App = new(server, browser.Page, tag);
    }

    /// <summary>The server.</summary>
    public RealServer Server { get; }

    /// <summary>The person.</summary>
    public Guest Guest { get; }

    /// <summary>The browser.</summary>
    public Chromium Browser { get; }

    /// <summary>The app in the page.</summary>
    public PhoneAppPage App { get; }

    /// <summary>The page.</summary>
    public IPage Page => Browser.Page;

    private string Tag { get; }

    /// <summary>Starts a server and a browser; the app is not opened yet.</summary>
    /// <param name="tag">The language of the app.</param>
    /// <param name="options">The options of the browser.</param>
    public static async Task<GuestRun> StartAsync(string tag, ChromiumOptions? options = null)
    {
        var server = RealServer.Start();
        try
        {
            var guest = await Guest.EnrolAsync(server);
            var browser = await Chromium.StartAsync(server.Address, options ?? new());
            await guest.PlaceAsync(browser.Page);
            return new(server, guest, browser, tag);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens the app.</summary>
    public Task OpenAsync() => Page.GotoAsync($"{Server.Address}app/?language={Tag}");

    /// <summary>Lets the page subscribe to the local push service. Returns the pushes that the server sends to it.</summary>
    public Task<ChannelReader<PushMessage>> PlacePushAsync() => Guest.PlacePushAsync(Server, Page);

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await Server.DisposeAsync();
    }
}
