using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Engine;

/// <summary>
/// Calls to active grains, beside questions to bare actors. Both are asked through references held in an array.
/// </summary>
internal sealed class EngineCalls : IBenchmark
{
    private const int Few = 1_000;
    private const int Many = 100_000;
    private const int RelayedCalls = 100;
    private const int WarmUpLanes = 100;
    private static readonly Aim Aim = Aim.AtLeast(500_000).And(Aim.CpuAtMost(2));

    public string Name => "ENGINE-CALLS";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        await using var silo = await Silo.StartAsync();
        var grains = Enumerable.Range(0, Many).Select(key => silo.Grains.GetGrain<IEchoGrain>($"{key}")).ToArray();
        var actors = Enumerable.Range(0, Many).Select(_ => new ChannelActor()).ToArray();
        await Task.WhenAll(Enumerable.Range(0, WarmUpLanes).Select(lane => ActivateAsync(grains, lane)));

        var contest = new Contest();
        foreach (var (callers, targets) in new[] { (8, Few), (200, Few), (200, Many) })
        {
            contest.Add($"grains {callers} {targets}", () => CallAsync(callers, targets, target => grains[target].EchoAsync(1)));
            contest.Add($"actors {callers} {targets}", () => CallAsync(callers, targets, target => actors[target].EchoAsync(1)));
        }

        contest.Add("grains relay", () => RelayAsync((from, to) => grains[from].RelayAsync(grains[to], RelayedCalls)));
        contest.Add("actors relay", () => RelayAsync((from, to) => actors[from].RelayAsync(actors[to], RelayedCalls)));
        var results = await contest.RunAsync();
        await Task.WhenAll(actors.Select(actor => actor.StopAsync()));
        return
        [
            ToLine("8 callers, 1,000 grains", $"8 {Few}"),
            ToLine("200 callers, 1,000 grains", $"200 {Few}"),
            ToLine("200 callers, 100,000 grains", $"200 {Many}"),
            ToLine("grain to grain, 8 pairs", "relay"),
        ];

        Line ToLine(string what, string key) =>
            new(what, "calls/s", results[$"grains {key}"], "channel actor", results[$"actors {key}"], Aim);
    }

    private static async Task ActivateAsync(IEchoGrain[] grains, int lane)
    {
        for (var each = lane; each < grains.Length; each += WarmUpLanes)
        {
            await grains[each].EchoAsync(1);
        }
    }

    private static Task<Sample> CallAsync(int callers, int targets, Func<int, Task> call)
    {
        var picks = Picks.PerCaller(callers);
        return Load.RunAsync(callers, caller => call(picks[caller].Next(0, targets)));
    }

    /// <summary>Each pair apart from the others: one asks, one answers.</summary>
    private static Task<Sample> RelayAsync(Func<int, int, Task> relay) =>
        Load.RunAsync(8, caller => relay(2 * caller, (2 * caller) + 1), RelayedCalls);
}
