using Actors.Benchmarks.Durability;
using Actors.Benchmarks.Entrants;
using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Wire;

/// <summary>
/// Location reports of connected phones: SignalR, hub, entrant, storage, and back. What the server takes for one, beside
/// a server of the same kind whose hub answers the same messages without looking at them. Servers are processes of their
/// own; the phones are in this one.
/// </summary>
internal sealed class ReportWire(string name, Func<Task<IArena>> createArena) : IBenchmark
{
    /// <summary>So many that none of them comes to the reports that a person may send unasked in a day.</summary>
    private const int Phones = 1_000;
    private const double AimTimes = 2;

    public string Name => name;

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        using var keys = new TownKeys();
        await using var arena = await createArena();
        await using var fedArena = await createArena();
        await using var ours = await StartAsync(arena, isFed: false);
        await using var fed = await StartAsync(fedArena, isFed: true);
        await using var empty = await WireSide.StartEmptyAsync(Phones);
        foreach (var side in new[] { ours, fed, empty })
        {
            await side.WarmUpAsync();
        }

        var results = await new Contest()
            .Add("ours", ours.ReportAsync)
            .Add("fed", fed.ReportAsync)
            .Add("empty", empty.ReportAsync)
            .RunAsync(warmUp: false);
        return
        [
            new("CPU of the server per report", "µs", CpuOf(results["ours"]), "empty hub method", CpuOf(results["empty"]),
                Aim.TimesPeer(AimTimes), IsLessBetter: true),
            new("the same, read models fed meanwhile", "µs", CpuOf(results["fed"]), "empty hub method", CpuOf(results["empty"]),
                IsLessBetter: true),
            new($"durable reports through the hub, {Phones} phones", "reports/s", results["ours"], "empty hub method",
                results["empty"]),
        ];

        Task<WireSide> StartAsync(IArena arena, bool isFed) =>
            WireSide.StartAsync(WireServer.Arguments(arena.Storage, keys.Path, Phones, isFed), Phones);
    }

    private static Series CpuOf(Series series) => series.Select(sample => new Sample(sample.CpuMicroseconds));
}
