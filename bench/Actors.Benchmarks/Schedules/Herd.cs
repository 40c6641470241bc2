using System.Diagnostics;
using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Schedules;

/// <summary>Many that have their moment together.</summary>
internal static class Herd
{
    /// <summary>How many.</summary>
    public const int Size = 100_000;

    private const int Lanes = 200;

    /// <summary>Does something with every grain of the herd.</summary>
    public static Task EachAsync(Func<int, Task> act) =>
        Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(async () =>
        {
            for (var each = lane; each < Size; each += Lanes)
            {
                await act(each);
            }
        })));

    /// <summary>Waits for the moment, then for the last of the herd.</summary>
    /// <param name="due">The moment, as a timestamp; what costs before it does not count.</param>
    /// <param name="last">When the last one had its turn.</param>
    /// <returns>Milliseconds from the moment to the last one's turn.</returns>
    public static async Task<Sample> MeasureAsync(long due, Task<long> last)
    {
        var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (wait <= TimeSpan.Zero || last.IsCompleted)
        {
            throw new InvalidOperationException("The moment came before all were ready: this machine is too busy to measure.");
        }

        await Task.Delay(wait, TimeProvider.System);
        var cpu = Environment.CpuUsage.TotalTime;
        var elapsed = Stopwatch.GetElapsedTime(due, await last);
        return new(elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Size);
    }
}
