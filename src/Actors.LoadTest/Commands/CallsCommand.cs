using System.CommandLine;
using Actors.LoadTest.Calls;

namespace Actors.LoadTest.Commands;

/// <summary><c>calls</c>: its options, and what is wrong with them.</summary>
internal static class CallsCommand
{
    private const int MostConcurrent = 1_000;
    private const int MostTotal = 1_000_000;
    private const int ShortestPatience = 1;
    private const int LongestPatience = 600;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var concurrent = Options.Number("--concurrent", "How many calls at once", 10, 1, MostConcurrent);
        var total = Options.Number("--total", "How many calls in all", 20, 1, MostTotal);
        var seconds = Options.Number(
            "--seconds", "After how many seconds without a verdict a caller hangs up", 120, ShortestPatience, LongestPatience);
        var video = new Option<string?>("--video")
        {
            Description = "What the cameras show: VP8 in IVF, or any film where ffmpeg is; default: the film that passes",
        };
        var server = new Option<string?>("--server")
        {
            Description = "A server that runs already, with Development:Enabled",
        };
        var json = new Option<bool>("--json") { Description = "One line of JSON at the end" };
        Options.Refuse(server, value => !Options.IsServer(value), "is an address such as http://127.0.0.1:5080");
        Options.Refuse(video, value => value is not null && !File.Exists(value), "is a file that exists");
        var command = new Command("calls", "Makes video calls through the whole platform, and tells what came of them")
        {
            concurrent, total, video, seconds, server, json,
        };
        command.SetAction((parsed, cancellationToken) => CallsProgram.RunAsync(
            new()
            {
                Concurrent = parsed.GetValue(concurrent),
                Total = parsed.GetValue(total),
                Video = parsed.GetValue(video) ?? PassingFilm.Path,
                Patience = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Server = parsed.GetValue(server) is { } address ? new Uri(address) : null,
            },
            parsed.GetValue(json), cancellationToken));
        return command;
    }
}
