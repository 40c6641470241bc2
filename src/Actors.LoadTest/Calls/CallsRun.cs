using System.Collections.Concurrent;
using Actors.LoadTest.Servers;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;

namespace Actors.LoadTest.Calls;

/// <summary>Makes a number of calls, some of them at the same time.</summary>
internal sealed class CallsRun(
    CallsOptions options, VideoClip film, ServerControl control, Uri server, Func<double?> serverCpu, TimeProvider wall)
{
    private readonly ConcurrentBag<CallRecord> _records = [];
    private long _inCalls;
    private int _begun;

    /// <summary>The results so far.</summary>
    public IReadOnlyCollection<CallRecord> Records => _records;

    /// <summary>Makes the calls.</summary>
    /// <param name="ended">Called with the result of each call.</param>
    /// <param name="cancellationToken">Hangs up all calls.</param>
    public async Task<CallsReport> RunAsync(Action<CallRecord> ended, CancellationToken cancellationToken)
    {
        await using var peers = new VideoCallers(wall);
        var now = (await control.ReadClockAsync(cancellationToken)).Now;
        var people = await control.EnrolAsync(
            new("japan-2021", Math.Min(options.Concurrent, options.Total), now.AddHours(-1)), cancellationToken);
        var callers = people.Select(person => new Caller(options, person, control, server, peers, film, wall)).ToList();
        try
        {
            return await CallAsync(callers, ended, cancellationToken);
        }
        finally
        {
            foreach (var caller in callers)
            {
                await caller.DisposeAsync();
            }
        }
    }

    private async Task<CallsReport> CallAsync(
        List<Caller> callers, Action<CallRecord> ended, CancellationToken cancellationToken)
    {
        await Task.WhenAll(callers.Select(caller => caller.ArriveAsync(cancellationToken)));
        var (began, cpu, pictures) = (wall.GetTimestamp(), serverCpu(), await control.ReadPicturesAsync(cancellationToken));
        await Task.WhenAll(callers.Select(caller => CallOnAsync(caller, ended, cancellationToken)));
        return CallsReport.Of(
            _records, wall.GetElapsedTime(began), TimeSpan.FromTicks(_inCalls), serverCpu() - cpu,
            await control.ReadPicturesAsync(cancellationToken) - pictures);
    }

    private async Task CallOnAsync(Caller caller, Action<CallRecord> ended, CancellationToken cancellationToken)
    {
        while (Interlocked.Increment(ref _begun) <= options.Total)
        {
            var began = wall.GetTimestamp();
            var record = await caller.CallAsync(cancellationToken);
            if (record.Setup is { } setup)
            {
                Interlocked.Add(ref _inCalls, (wall.GetElapsedTime(began) - setup).Ticks);
            }

            _records.Add(record);
            ended(record);
        }
    }
}

/// <summary>Options of <c>calls</c>.</summary>
internal sealed record CallsOptions
{
    /// <summary>Number of calls at the same time.</summary>
    public required int Concurrent { get; init; }

    /// <summary>Number of calls in all.</summary>
    public required int Total { get; init; }

    /// <summary>The film that the cameras show, see <see cref="CameraFilm"/>.</summary>
    public required string Video { get; init; }

    /// <summary>How long a caller waits for a verdict before hanging up.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The address of a running server; null to start one.</summary>
    public Uri? Server { get; init; }
}
