using System.Collections.Concurrent;
using Actors.LoadTest.Servers;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;

namespace Actors.LoadTest.Calls;

/// <summary>Makes calls, so many at once, until all are made.</summary>
internal sealed class CallsRun(
    CallsOptions options, VideoClip film, ServerControl control, Uri server, Func<double?> serverCpu, TimeProvider wall)
{
    private readonly ConcurrentBag<CallRecord> _records = [];
    private long _inCalls;
    private int _begun;

    /// <summary>What every call came to, so far.</summary>
    public IReadOnlyCollection<CallRecord> Records => _records;

    /// <summary>Makes them.</summary>
    /// <param name="told">Hears of every call that ended.</param>
    /// <param name="cancellationToken">Hangs up.</param>
    public async Task<CallsReport> RunAsync(Action<CallRecord> told, CancellationToken cancellationToken)
    {
        await using var peers = new VideoCallers(wall);
        var now = (await control.ReadClockAsync(cancellationToken)).Now;
        var people = await control.EnrolAsync(
            new("japan-2021", Math.Min(options.Concurrent, options.Total), now.AddHours(-1)), cancellationToken);
        var callers = people.Select(person => new Caller(options, person, control, server, peers, film, wall)).ToList();
        try
        {
            return await CallAsync(callers, told, cancellationToken);
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
        List<Caller> callers, Action<CallRecord> told, CancellationToken cancellationToken)
    {
        await Task.WhenAll(callers.Select(caller => caller.ArriveAsync(cancellationToken)));
        var (began, cpu, pictures) = (wall.GetTimestamp(), serverCpu(), await control.ReadPicturesAsync(cancellationToken));
        await Task.WhenAll(callers.Select(caller => CallOnAsync(caller, told, cancellationToken)));
        return CallsReport.Of(
            _records, wall.GetElapsedTime(began), TimeSpan.FromTicks(_inCalls), serverCpu() - cpu,
            await control.ReadPicturesAsync(cancellationToken) - pictures);
    }

    private async Task CallOnAsync(Caller caller, Action<CallRecord> told, CancellationToken cancellationToken)
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
            told(record);
        }
    }
}
