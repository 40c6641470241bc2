using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Actors.Testing.Media;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>A caller made of werift, in a process of Node: <c>Packages/caller.mjs</c>.</summary>
internal sealed class WeriftCaller : IAsyncDisposable
{
    private readonly Channel<JsonNode> _said = Channel.CreateUnbounded<JsonNode>();
    private readonly ConcurrentQueue<string> _trouble = [];
    private readonly Process _process;
    private readonly Task _listening;

    private WeriftCaller(Process process)
    {
        _process = process;
        _listening = Task.WhenAll(ListenAsync(), ComplainAsync());
    }

    /// <summary>What it offers.</summary>
    public string Offer { get; private set; } = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts one.</summary>
    /// <param name="film">What it sends.</param>
    /// <param name="others">Whether it offers sound and a data channel before the video.</param>
    /// <param name="turn">The relay by which alone it may be reached; null: none.</param>
    public static async Task<WeriftCaller> StartAsync(string film, bool others = false, TurnServer? turn = null)
    {
        var caller = new WeriftCaller(Start());
        try
        {
            await caller.TellAsync(new() { ["film"] = TestMedia.Ivf(film), ["others"] = others, ["turn"] = turn?.Describe() });
            caller.Offer = (string)(await caller.UntilAsync("offer"))!;
            return caller;
        }
        catch
        {
            await caller.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the answer, connects, and begins to send.</summary>
    public async Task ConnectAsync(string answer)
    {
        await TellAsync(new() { ["answer"] = answer });
        await UntilAsync("connected");
    }

    /// <summary>What it counted.</summary>
    public async Task<JsonNode> StatisticsAsync()
    {
        await TellAsync(new() { ["statistics"] = true });
        return await UntilAsync("statistics");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _listening;
        _process.Dispose();
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("node", "caller.mjs")
        {
            WorkingDirectory = InteropPackages.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("These tests need Node on the PATH.", exception);
        }
    }

    private async Task TellAsync(JsonObject told)
    {
        await _process.StandardInput.WriteLineAsync(told.ToJsonString().AsMemory(), Cancelled);
        await _process.StandardInput.FlushAsync(Cancelled);
    }

    private async Task<JsonNode> UntilAsync(string what)
    {
        await foreach (var said in _said.Reader.ReadAllAsync(Cancelled))
        {
            if (said[what] is { } found)
            {
                return found;
            }
        }

        throw new InvalidOperationException($"The caller ended before it said {what}: {string.Join(' ', _trouble)}");
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            await _said.Writer.WriteAsync(JsonNode.Parse(line)!, CancellationToken.None);
        }

        _said.Writer.Complete();
    }

    private async Task ComplainAsync()
    {
        while (await _process.StandardError.ReadLineAsync(CancellationToken.None) is { } line)
        {
            _trouble.Enqueue(line);
        }
    }
}
