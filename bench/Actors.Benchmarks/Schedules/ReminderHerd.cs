using System.Diagnostics;
using Actors.Benchmarks.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Schedules;

/// <summary>
/// Stored reminders of active grains, all with the same ticks, beside a heap whose entries are popped at the same kind of
/// moment and call the same grains. The reminders tick every few seconds; between two ticks the heap has its turn.
/// </summary>
internal sealed class ReminderHerd : IBenchmark
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(1.5);

    public string Name => "REMINDER-HERD";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        // The first tick comes when the grains are awake; the later ones are those that count.
        var first = TimeProvider.System.GetUtcNow().Add(2 * Period);
        await using var silo = await Silo.StartAsync(beforeStart: services => StoreAsync(services, first));
        var tally = silo.Services.GetRequiredService<Tally>();
        var grains = Enumerable.Range(0, Herd.Size).Select(key => silo.Grains.GetGrain<ITickingGrain>($"{key}")).ToArray();
        await Herd.EachAsync(each => grains[each].WakeAsync());
        var results = await new Contest()
            .Add("reminders", () => Herd.MeasureAsync(NextTick(first), tally.ExpectAsync(Herd.Size)))
            .Add("heap", () => RunHeapAsync(grains, tally))
            .RunAsync();
        return
        [
            new(
                "100,000 reminders due at once, last tick", "ms late", results["reminders"], "heap and calls", results["heap"],
                IsLessBetter: true),
        ];
    }

    private static async Task StoreAsync(IServiceProvider services, DateTimeOffset first)
    {
        var table = services.GetRequiredService<IReminderTable>();
        for (var key = 0; key < Herd.Size; key++)
        {
            await table.UpsertRow(new()
            {
                GrainId = GrainId.Create("ticking", $"{key}"),
                ReminderName = "herd",
                StartAt = first.UtcDateTime,
                Period = Period,
            });
        }
    }

    private static long NextTick(DateTimeOffset first)
    {
        var now = TimeProvider.System.GetUtcNow();
        var next = first;
        while (next < now)
        {
            next += Period;
        }

        return Stopwatch.GetTimestamp() + (long)((next - now).TotalSeconds * Stopwatch.Frequency);
    }

    private static async Task<Sample> RunHeapAsync(ITickingGrain[] grains, Tally tally)
    {
        var due = Stopwatch.GetTimestamp() + (long)(Ahead.TotalSeconds * Stopwatch.Frequency);
        var heap = new PriorityQueue<ITickingGrain, long>(grains.Select(grain => (grain, due)));
        var last = tally.ExpectAsync(Herd.Size);
        var calling = Task.Run(async () =>
        {
            await Task.Delay(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due), TimeProvider.System);
            var calls = new List<Task>(Herd.Size);
            while (heap.TryDequeue(out var grain, out _))
            {
                calls.Add(grain.ReceiveReminder("herd", default));
            }

            await Task.WhenAll(calls);
        });
        var sample = await Herd.MeasureAsync(due, last);
        await calling;
        return sample;
    }
}
