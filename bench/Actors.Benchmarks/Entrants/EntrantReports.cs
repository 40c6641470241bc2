using Actors.Benchmarks.Durability;
using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Entrants;

/// <summary>
/// Location reports, acknowledged after their commit, by real entrants: the fix is sealed, the place opened, judged and
/// learnt, the state written with its event. Beside it, raw code that writes the same rows: a state and an event each.
/// </summary>
internal sealed class EntrantReports(string name, Func<Task<IArena>> createArena) : IBenchmark
{
    private const int Entrants = 10_000;
    private const int Most = 512;
    private static readonly int[] Callers = [1, 8, 64, Most];

    public string Name => name;

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        using var keys = new TownKeys();
        await using var arena = await createArena();
        await using var town = await Town.StartAsync(arena.Storage, keys.Path, Town.Morning);
        await new Settlers(town).SettleAsync(Entrants);
        await town.People.MakeKeysAsync(Entrants);
        await town.People.CheckInAsync(Entrants);
        await Lanes.EachAsync(Entrants, Most, town.People.ReportAsync);
        await arena.PrepareAsync(await WrittenRows.OfAsync(town, Entrants));

        var contest = new Contest();
        foreach (var count in Callers)
        {
            contest.Add($"entrants {count}", () => ReportAsync(town, count));
        }

        foreach (var count in arena.BatchConnections)
        {
            contest.Add($"batch {count}", () => arena.WriteBatchesAsync(count, withEvents: true));
        }

        return ToLines(arena, await contest.RunAsync());
    }

    private static List<Line> ToLines(IArena arena, Dictionary<string, Series> results)
    {
        var lines = Callers.Where(count => count < Most)
            .Select(count => new Line(What(count), "reports/s", results[$"entrants {count}"])).ToList();
        foreach (var count in arena.BatchConnections)
        {
            lines.Add(new(
                What(Most), "reports/s", results[$"entrants {Most}"],
                $"1,000 rows and events per transaction, {count} connection{(count > 1 ? "s" : "")}",
                results[$"batch {count}"], arena.Aim));
        }

        return lines;

        static string What(int count) => $"location reports of entrants, {count} caller{(count > 1 ? "s" : "")}";
    }

    private static Task<Sample> ReportAsync(Town town, int callers)
    {
        var random = Picks.PerCaller(callers);
        return Load.RunAsync(callers, caller => town.People.ReportAsync(random[caller].Next(0, Entrants)), withLatency: true);
    }
}
