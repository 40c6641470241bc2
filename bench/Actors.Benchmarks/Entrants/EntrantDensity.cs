using Actors.Benchmarks.Density;
using Actors.Benchmarks.Harness;
using Actors.Storage.Hosting;
using Actors.Storage.States;
using Actors.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Benchmarks.Entrants;

/// <summary>
/// Managed memory of idle entrants after a day on which each checked in, got every prompt and answered it, and after
/// their collection; and the bytes of their stored states. The cached keys of records are not counted: their number is
/// bounded and does not depend on who is awake.
/// </summary>
internal sealed class EntrantDensity : IBenchmark
{
    private const int Entrants = 4_000;
    private const int Warmers = 256;
    private const double StoredAim = 600;

    public string Name => "IDLE-DENSITY-ENTRANT";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var (hibernated, woken, stored) = (new List<Sample>(), new List<Sample>(), new List<Sample>());
        var results = await new Contest()
            .Add("worked", () => MeasureAsync(hibernated, woken, stored))
            .Add("ballast", IdleDensity.MeasureBallastAsync)
            .RunAsync(warmUp: false);
        return
        [
            ToLine("entrant, idle after a day", results["worked"]),
            ToLine("entrant, read from storage, idle", new(woken)),
            new("left after collection", "managed bytes", new(hibernated), Aim: Aim.AtMost(400), IsLessBetter: true),
            new("stored state after a day", "bytes", new(stored), Aim: Aim.AtMost(StoredAim), IsLessBetter: true),
        ];

        Line ToLine(string what, Series ours) => new(
            what, "managed bytes", ours, "activation + 600 B", results["ballast"], Aim.AtMost(3_200), IsLessBetter: true);
    }

    private static async Task<Sample> MeasureAsync(List<Sample> hibernated, List<Sample> woken, List<Sample> stored)
    {
        using var folder = new TempFolder();
        using var keys = new TownKeys();
        var storage = new StorageOptions { Path = folder.File("density.db") };
        await using var town = await Town.StartAsync(storage, keys.Path, DayOfLife.Begins);
        await town.People.MakeKeysAsync(Entrants + Warmers);
        await DayOfLife.LandAsync(town, Entrants, Warmers); // What is made once, at first use, is there before the counting.
        await town.HibernateAsync();
        await ForgetRemindersAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await DayOfLife.LandAsync(town, 0, Entrants);
        await DayOfLife.LiveAsync(town, 0, Entrants);
        await ForgetRemindersAsync();
        var worked = PerEntrant(before);
        await town.HibernateAsync();
        hibernated.Add(new(PerEntrant(before)));
        await Lanes.EachAsync(Entrants, Warmers, number => town.People[number].ReadAsync());
        woken.Add(new(PerEntrant(before)));
        stored.Add(await MeasureStoredAsync(town));
        return new(worked);
    }

    private static async Task<Sample> MeasureStoredAsync(Town town)
    {
        var store = town.Services.GetRequiredService<IStateStore>();
        var bytes = new List<int>();
        for (var number = 0; number < Entrants; number++)
        {
            bytes.Add((await store.ReadAsync(town.People.KeyOf(number), default))!.Value.Payload.Length);
        }

        return new(bytes.Average(), Note: $"longest {bytes.Max()}");
    }

    /// <summary>Orleans keeps a reminder that was set in memory until it next reads the table.</summary>
    private static Task ForgetRemindersAsync() => Task.Delay(2 * Town.ReminderRefresh, TimeProvider.System);

    private static double PerEntrant(long before) => (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Entrants;
}
