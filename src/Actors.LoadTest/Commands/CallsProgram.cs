using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Actors.LoadTest.Calls;
using Actors.LoadTest.Servers;
using Actors.WebRtc.Caller.Video;

namespace Actors.LoadTest.Commands;

/// <summary>Carries out <c>calls</c>.</summary>
internal static class CallsProgram
{
    private const int Clean = 0;
    private const int Wrong = 1;
    private const int WrongUsage = 2;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Makes the calls and writes the report.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CallsOptions options, bool asJson, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Video))
        {
            await Console.Error.WriteLineAsync(
                $"{options.Video} does not exist. Build the film with tests/media/build.sh, or name one with --video.");
            return WrongUsage;
        }

        var folder = Directory.CreateTempSubdirectory("actors-calls-");
        var keepsFolder = false;
        try
        {
            var film = await CameraFilm.ReadAsync(options.Video, cancellationToken);
            var report = await CallAsync(options, film, folder.FullName, asJson, cancellationToken);
            keepsFolder = !report.IsClean && options.Server is null;
            await Console.Out.WriteLineAsync(asJson ? JsonSerializer.Serialize(report, Json) : Text(report));
            return report.IsClean ? Clean : Wrong;
        }
        catch (Exception exception) when (exception is ServerFailedException or InvalidDataException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Wrong;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before the end; there is no report.");
            return Wrong;
        }
        finally
        {
            if (keepsFolder)
            {
                await Console.Error.WriteLineAsync($"The data and the log of the server are kept in {folder.FullName}.");
            }
            else
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task<CallsReport> CallAsync(
        CallsOptions options, VideoClip film, string folder, bool asJson, CancellationToken cancellationToken)
    {
        var wall = TimeProvider.System;
        var settings = new ServerSettings(folder, null, TimeSpan.Zero)
        {
            More = [string.Create(CultureInfo.InvariantCulture, $"--Media:MaxCalls={(options.Concurrent * 2) + 50}")],
        };
        await using var child = options.Server is null ? new ChildServer(settings, number: 1, wall) : null;
        var server = options.Server ?? child!.Address;
        using var control = new ServerControl(server);
        if (child is not null)
        {
            await child.StartAsync(new(wall.GetUtcNow(), Speed: 1), cancellationToken);
        }

        var run = new CallsRun(options, film, control, server, () => child?.ProcessorTime?.TotalSeconds, wall);
        return await run.RunAsync(record => Write(record, asJson), cancellationToken);
    }

    private static void Write(CallRecord record, bool asJson)
    {
        if (record.Failure is { } failure)
        {
            Console.Error.WriteLine($"A call failed: {failure} (last feedback: {record.LastCode ?? "none"})");
        }
        else if (!asJson)
        {
            Console.Out.WriteLine(record.Face?.ToString() ?? "no result");
        }
    }

    private static string Text(CallsReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {report.Calls} calls in {report.Seconds} s, {report.Connected} connected:
        {report.Passed} passed, {report.Failed} failed, {report.Unknown} unknown,
        {report.Escalated} handed over to staff, {report.WithoutVerdict} without a verdict.
        Set up in {report.SetupP50Ms} ms (median) and {report.SetupP95Ms} ms (95th percentile).
        {report.FramesAnalysedPerCallS} pictures per second of each call.
        {(report.ServerCpuSPerCall is { } cpu ? $"The server used {cpu} s of processor time for each call." : "")}
        """);
}

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
