using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Actors.Notifications.Tests.Recorded;

/// <summary>
/// Plays the side of the server of a recorded conversation over a real connection, and holds what the client says against the
/// record. Lines begin with <c>S:</c> or <c>C:</c>. Of the client, <c>*</c> stands for any text on a line and <c>...</c> for any
/// lines. A line <c>--</c> begins another connection.
/// </summary>
internal sealed class RecordedConversation : IAsyncDisposable
{
    private const int MostBytes = 64 * 1024;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _lineEnd;
    private readonly Task _playing;

    private RecordedConversation(string record, string lineEnd)
    {
        _lineEnd = lineEnd;
        _listener.Start();
        _playing = PlayAsync(record);
    }

    /// <summary>The port at which it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Begins to play a record.</summary>
    /// <param name="name">The name of the file beside the tests.</param>
    /// <param name="lineEnd">What ends the last line of each turn: nothing if it is the body of an HTTP message.</param>
    public static RecordedConversation Play(string name, string lineEnd) =>
        new(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Recorded", name)), lineEnd);

    /// <summary>Waits until everything was said. Throws what the client said instead.</summary>
    public Task EndAsync() => _playing;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _playing.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task PlayAsync(string record)
    {
        foreach (var connection in record.ReplaceLineEndings("\n").Trim().Split("\n--\n"))
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            await PlayAsync(connection.Split('\n'), client.GetStream());
        }
    }

    private async Task PlayAsync(string[] lines, NetworkStream stream)
    {
        for (var place = 0; place < lines.Length;)
        {
            var side = lines[place][..2];
            var turn = lines.Skip(place).TakeWhile(line => line.StartsWith(side, StringComparison.Ordinal)).ToList();
            place += turn.Count;
            var text = string.Join("\r\n", turn.Select(line => line.Length > 3 ? line[3..] : "")) + _lineEnd;
            if (side == "S:")
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text), _stop.Token);
            }
            else
            {
                await HearAsync(stream, text);
            }
        }
    }

    private async Task HearAsync(NetworkStream stream, string expected)
    {
        var pattern = new Regex("^" + Regex.Escape(expected)
            .Replace("\\*", "[^\r\n]*", StringComparison.Ordinal)
            .Replace("\\.\\.\\.", "(?s:.*)", StringComparison.Ordinal) + "$");
        var heard = new byte[MostBytes];
        var length = 0;
        while (!pattern.IsMatch(Encoding.UTF8.GetString(heard, 0, length)))
        {
            var read = await stream.ReadAsync(heard.AsMemory(length), _stop.Token);
            length += read;
            if (read == 0 || length == MostBytes)
            {
                Assert.Fail($"The client said:\n{Encoding.UTF8.GetString(heard, 0, length)}\ninstead of:\n{expected}");
            }
        }
    }
}
