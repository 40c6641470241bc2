using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Actors.EndToEnd.Tests.PhoneApp.Calls;

/// <summary>
/// Calls with each film, several at a time on one server, because most of them take as long as a call may. The tests of the
/// class share the results.
/// </summary>
public sealed class FilmCalls : IAsyncDisposable
{
    private const int AtOnce = 3;

    private static readonly string[] Films =
    [
        "passing", "passing-360x640", "passing-480x640", "passing-narrow-room", "frozen", "still-photograph-360x640",
        "no-face", "two-faces", "too-small", "off-frame", "dark", "upside-down", "white-wall-360x640", "mask-360x640",
    ];

    private readonly RealServer _server = CallRun.Start();
    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly ConcurrentDictionary<string, Task<JsonNode>> _calls = [];

    /// <summary>Starts all calls.</summary>
    public FilmCalls()
    {
        foreach (var film in Films)
        {
            _calls[film] = CallAsync(film);
        }
    }

    /// <summary>The page as it was seen after the call.</summary>
    public async Task<JsonNode> SeenAsync(string film) => await _calls[film];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_calls.Values).ContinueWith(static _ => { }, TaskScheduler.Default);
        await _server.DisposeAsync();
        _room.Dispose();
    }

    private async Task<JsonNode> CallAsync(string film)
    {
        await _room.WaitAsync();
        try
        {
            await using var run = await CallRun.StartAsync(_server, film);
            await run.Page.OpenAsync("en");
            await run.Page.UntilStageAsync("queued", "ended", "waiting");
            return await run.Page.SeenAsync();
        }
        finally
        {
            _room.Release();
        }
    }
}
