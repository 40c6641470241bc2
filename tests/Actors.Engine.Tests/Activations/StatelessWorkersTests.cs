using Actors.Engine.Tests.Probes;

namespace Actors.Engine.Tests.Activations;

public sealed class StatelessWorkersTests
{
    [Fact]
    public Task Calls_RunSideBySideUpToTheLimit() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var pool = silo.Grains.GetGrain<IPoolGrain>(0);
        var calls = new[] { pool.WaitAt("1"), pool.WaitAt("2"), pool.WaitAt("3") };
        await simulation.SettleAsync();
        Assert.Contains("1(", gates.Log, StringComparison.Ordinal);
        Assert.Contains("2(", gates.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("3(", gates.Log, StringComparison.Ordinal);
        foreach (var gate in new[] { "1", "2", "3" })
        {
            gates.Open(gate);
        }

        await Task.WhenAll(calls);
    });

    [Fact]
    public Task Idle_WorkersAreCollectedAndComeBack() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        gates.Open("1");
        var pool = silo.Grains.GetGrain<IPoolGrain>(0);
        await pool.WaitAt("1");
        await simulation.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, await silo.Grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount());
        await pool.WaitAt("1");
    });
}
