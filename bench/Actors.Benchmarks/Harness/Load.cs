using System.Diagnostics;

namespace Actors.Benchmarks.Harness;

/// <summary>Keeps a number of callers busy for a while and counts.</summary>
internal static class Load
{
    /// <summary>Long enough to measure, short enough for the whole suite to end in minutes.</summary>
    public static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.7);

    /// <summary>Each caller does the operation again and again until the turn is over.</summary>
    /// <param name="callers">How many at once.</param>
    /// <param name="operation">One operation of a caller, by its number.</param>
    /// <param name="items">What one operation counts as.</param>
    /// <param name="withLatency">Whether to note how long single operations take.</param>
    /// <param name="turn">How long; null: <see cref="Turn"/>.</param>
    /// <returns>Items per second.</returns>
    public static async Task<Sample> RunAsync(
        int callers, Func<int, Task> operation, int items = 1, bool withLatency = false, TimeSpan? turn = null)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        var end = started + (long)((turn ?? Turn).TotalSeconds * Stopwatch.Frequency);
        var logs = await Task.WhenAll(Enumerable.Range(0, callers)
            .Select(caller => Task.Run(() => CallAsync(caller, operation, end, withLatency ? [] : null))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var total = (double)items * logs.Sum(log => log.Count);
        var used = Environment.CpuUsage.TotalTime - cpu;
        return new(
            total / elapsed.TotalSeconds,
            used.TotalMicroseconds / total,
            withLatency ? Latencies([.. logs.SelectMany(log => log.Latencies!)]) : "");
    }

    private static async Task<(int Count, List<long>? Latencies)> CallAsync(
        int caller, Func<int, Task> operation, long end, List<long>? latencies)
    {
        var count = 0;
        for (var now = Stopwatch.GetTimestamp(); now < end; count++)
        {
            await operation(caller);
            var done = Stopwatch.GetTimestamp();
            latencies?.Add(done - now);
            now = done;
        }

        return (count, latencies);
    }

    private static string Latencies(long[] ticks)
    {
        Array.Sort(ticks);
        return $"p50 {Milliseconds(0.50)}, p99 {Milliseconds(0.99)} ms";

        string Milliseconds(double part) => Figures.Of(1_000.0 * ticks[(int)(part * (ticks.Length - 1))] / Stopwatch.Frequency);
    }
}
