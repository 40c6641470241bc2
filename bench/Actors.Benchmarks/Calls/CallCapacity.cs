using System.Diagnostics;
using System.Globalization;
using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Calls;

/// <summary>
/// How many simultaneous calls this machine can analyse at nearly two frames a second each, callers included. Adds calls step
/// by step until one gets fewer; the last step before that counts.
/// </summary>
internal sealed class CallCapacity(bool isQuick) : IBenchmark
{
    private const double LeastPerSecond = 1.9;
    private static readonly int[] Steps = [20, 40, 80, 120, 160, 200, 240, 280, 320, 400, 480];
    private static readonly int[] QuickSteps = [10, 20, 40];
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    // In this window a call may miss one frame of 21 and still have 1.9 a second; in the short one none of 11.
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10.5);
    private static readonly TimeSpan QuickWindow = TimeSpan.FromSeconds(5.25);

    public string Name => "CALL-CAPACITY";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        await using var house = new CallHouse();
        var held = new Step(0, 0, 0, 0, 0);
        Step? failed = null;
        foreach (var calls in isQuick ? QuickSteps : Steps)
        {
            var step = await TakeAsync(house, calls);
            if (step.Least < LeastPerSecond)
            {
                failed = step;
                break;
            }

            held = step;
        }

        var beyond = failed is null ? "the most that was tried" : string.Create(
            CultureInfo.InvariantCulture, $"{failed.Calls} had {failed.Least:0.00} at the least, {failed.Mean:0.00} on average");
        return
        [
            Once($"calls at once with {LeastPerSecond} looked at frames a second each ({beyond})", "calls", held.Calls),
            Once("CPU of the server then", "cores", held.ServerCores),
            Once("CPU of the callers then", "cores", held.CallersCores),
        ];
    }

    private async Task<Step> TakeAsync(CallHouse house, int calls)
    {
        while (house.Calls.Count < calls)
        {
            await house.CallAsync();
        }

        await Task.Delay(Settling, TimeProvider.System);
        var (ours, theirs) = (Environment.CpuUsage.TotalTime, house.CallersCpu);
        var before = house.Calls.Select(call => call.Looks).ToList();
        var started = Stopwatch.GetTimestamp();
        await Task.Delay(isQuick ? QuickWindow : Window, TimeProvider.System);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var looks = house.Calls.Select((call, number) => (call.Looks - before[number]) / seconds).ToList();
        house.Check(end: null);
        return new(
            calls, looks.Min(), looks.Average(), (Environment.CpuUsage.TotalTime - ours).TotalSeconds / seconds,
            (house.CallersCpu - theirs).TotalSeconds / seconds);
    }

    private static Line Once(string what, string unit, double value) => new(what, unit, new Series([new Sample(value)]));

    /// <summary>The result of a step: analyses a second, and busy cores.</summary>
    private sealed record Step(int Calls, double Least, double Mean, double ServerCores, double CallersCores);
}
