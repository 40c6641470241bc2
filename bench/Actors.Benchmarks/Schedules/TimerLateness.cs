using System.Diagnostics;
using Actors.Benchmarks.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Schedules;

/// <summary>
/// Timers of active grains that are all due at one moment, beside bare timers. Setting them does not count.
/// </summary>
internal sealed class TimerLateness : IBenchmark
{
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2.5);

    public string Name => "TIMER-LATENESS";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        await using var silo = await Silo.StartAsync();
        var tally = silo.Services.GetRequiredService<Tally>();
        var grains = Enumerable.Range(0, Herd.Size).Select(key => silo.Grains.GetGrain<ITickingGrain>($"{key}")).ToArray();
        await Herd.EachAsync(each => grains[each].WakeAsync());
        var results = await new Contest()
            .Add("grains", () => RunGrainsAsync(grains, tally))
            .Add("timers", RunTimersAsync)
            .RunAsync();
        return
        [
            new(
                "100,000 timers due at once, last tick", "ms late", results["grains"], "System.Threading.Timer", results["timers"],
                IsLessBetter: true),
        ];
    }

    private static async Task<Sample> RunGrainsAsync(ITickingGrain[] grains, Tally tally)
    {
        var due = Moment();
        var last = tally.ExpectAsync(Herd.Size);
        await Herd.EachAsync(each => grains[each].ArmAsync(due));
        return await Herd.MeasureAsync(due, last);
    }

    private static async Task<Sample> RunTimersAsync()
    {
        var tally = new Tally();
        var due = Moment();
        var last = tally.ExpectAsync(Herd.Size);
        var timers = new Timer[Herd.Size];
        for (var each = 0; each < timers.Length; each++)
        {
            timers[each] = new Timer(
                static tally => ((Tally)tally!).Count(), tally, Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due), Timeout.InfiniteTimeSpan);
        }

        var sample = await Herd.MeasureAsync(due, last);
        Array.ForEach(timers, timer => timer.Dispose());
        return sample;
    }

    private static long Moment() => Stopwatch.GetTimestamp() + (long)(Ahead.TotalSeconds * Stopwatch.Frequency);
}
