using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Actors.EndToEnd.Tests.CallTest;

/// <summary>
/// A call with each film before the camera, several at a time on one server: most of them take as long as a call may. What a
/// film comes to is known to whichever test asks for it.
/// </summary>
public sealed class FilmCalls : IAsyncDisposable
{
    private const int AtOnce = 3;

    private static readonly string[] Films =
    [
        "passing", "frozen", "still-photograph", "no-face", "two-faces", "too-small", "off-frame", "dark", "upside-down",
        "blank-wall",
    ];

    private readonly RealServer _server = RealServer.Start();
    private readonly SemaphoreSlim _room = new(AtOnce);
    private readonly ConcurrentDictionary<string, Task<JsonNode>> _calls = [];

    /// <summary>Begins all of them.</summary>
    public FilmCalls()
    {
        foreach (var film in Films)
        {
            _calls[film] = CallAsync(film);
        }
    }

    /// <summary>What the page had seen when the call was over.</summary>
    public async Task<JsonNode> JournalAsync(string film) => await _calls[film];

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
            await using var run = await CallTestRun.StartAsync(_server, film);
            await run.Page.OpenAsync("en");
            await run.Page.UntilStageAsync("queued", "ended", "waiting");
            return await run.Page.JournalAsync();
        }
        finally
        {
            _room.Release();
        }
    }
}
