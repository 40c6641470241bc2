using System.Globalization;
using System.Text.Json;
using Actors.LoadTest.Calls;
using Actors.LoadTest.Servers;
using Actors.WebRtc.Caller.Video;

namespace Actors.LoadTest.Commands;

/// <summary>What <c>calls</c> does: call, count, tell.</summary>
internal static class CallsProgram
{
    private const int Clean = 0;
    private const int Wrong = 1;
    private const int WrongUsage = 2;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CallsOptions options, bool asJson, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.Video))
        {
            await Console.Error.WriteLineAsync(
                $"There is no film at {options.Video}. Make it by tests/media/build.sh, or give one with --video.");
            return WrongUsage;
        }

        var folder = Directory.CreateTempSubdirectory("actors-calls-");
        var isToBeKept = false;
        try
        {
            var film = await CameraFilm.ReadAsync(options.Video, cancellationToken);
            var report = await CallAsync(options, film, folder.FullName, asJson, cancellationToken);
            isToBeKept = !report.IsClean && options.Server is null;
            await Console.Out.WriteLineAsync(asJson ? JsonSerializer.Serialize(report, Json) : Words(report));
            return report.IsClean ? Clean : Wrong;
        }
        catch (Exception exception) when (exception is ServerFailedException or InvalidDataException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Wrong;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Stopped before the end.");
            return Wrong;
        }
        finally
        {
            if (isToBeKept)
            {
                await Console.Error.WriteLineAsync($"What the server stored and said is kept in {folder.FullName}.");
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
        await using var child = options.Server is null ? new ChildServer(settings, wall) : null;
        var server = options.Server ?? child!.Address;
        using var control = new ServerControl(server);
        if (child is not null)
        {
            await child.StartAsync(wall.GetUtcNow(), control, cancellationToken);
        }

        var run = new CallsRun(options, film, control, server, () => child?.ProcessorTime?.TotalSeconds, wall);
        return await run.RunAsync(record => Tell(record, asJson), cancellationToken);
    }

    private static void Tell(CallRecord record, bool asJson)
    {
        if (record.Failure is { } failure)
        {
            Console.Error.WriteLine($"A call failed: {failure} (the last that was said: {record.LastCode ?? "nothing"})");
        }
        else if (!asJson)
        {
            Console.Out.WriteLine(record.Face?.ToString() ?? "no face was looked at");
        }
    }

    private static string Words(CallsReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {report.Calls} calls in {report.Seconds} s, {report.Connected} connected:
        {report.Passed} passed, {report.Failed} failed, {report.Unknown} not to be told,
        {report.Escalated} handed over to staff, {report.WithoutVerdict} without a verdict.
        Set up in {report.SetupP50Ms} ms (half) and {report.SetupP95Ms} ms (95 of 100).
        {report.FramesAnalysedPerCallS} pictures a second of each call.
        {(report.ServerCpuSPerCall is { } cpu ? $"The server used {cpu} s of a processor for each call." : "")}
        """);
}
