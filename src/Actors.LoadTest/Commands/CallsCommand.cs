using System.CommandLine;
using Actors.LoadTest.Calls;

namespace Actors.LoadTest.Commands;

/// <summary>The command <c>calls</c> and its options.</summary>
internal static class CallsCommand
{
    private const int MaxConcurrent = 1_000;
    private const int MaxTotal = 1_000_000;
    private const int MinSeconds = 1;
    private const int MaxSeconds = 600;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var concurrent = CommandOptions.Number("--concurrent", "Number of calls at the same time", 10, 1, MaxConcurrent);
        var total = CommandOptions.Number("--total", "Number of calls in all", 20, 1, MaxTotal);
        var seconds = CommandOptions.Number(
            "--seconds", "Seconds without a verdict after which a caller hangs up", 120, MinSeconds, MaxSeconds);
        var video = new Option<string?>("--video")
        {
            Description = "The film of the cameras: VP8 in IVF, or any film if ffmpeg is installed; default: one that passes",
        };
        var server = new Option<string?>("--server")
        {
            Description = "The address of a running server with Development:Enabled",
        };
        var json = new Option<bool>("--json") { Description = "Writes the result as one line of JSON" };
        CommandOptions.Refuse(server, value => !CommandOptions.IsServer(value), "is an address such as http://127.0.0.1:5080");
        CommandOptions.Refuse(video, value => value is not null && !File.Exists(value), "is a file that exists");
        var command = new Command("calls", "Makes video calls through the whole platform and reports the results")
        {
            concurrent, total, video, seconds, server, json,
        };
        command.SetAction((parsed, cancellationToken) => CallsProgram.RunAsync(
            new()
            {
                Concurrent = parsed.GetValue(concurrent),
                Total = parsed.GetValue(total),
                Video = parsed.GetValue(video) ?? CameraFilm.PassingFilm,
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                Server = parsed.GetValue(server) is { } address ? new Uri(address) : null,
            },
            parsed.GetValue(json), cancellationToken));
        return command;
    }
}
