using Actors.Engine.Tests.Probes;
using Actors.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Engine.Tests;

/// <summary>A seed decides everything: which turn comes next, and so who meets whom.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(2026)]
    public async Task SameSeed_GivesTheSameTrace(int seed)
    {
        var first = await GossipAsync(seed);
        var second = await GossipAsync(seed);
        Assert.True(first.Count > 500);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task OtherSeeds_GiveOtherInterleavings()
    {
        var traces = new HashSet<string>();
        for (var seed = 0; seed < 20; seed++)
        {
            traces.Add(string.Join('\n', await GossipAsync(seed)));
        }

        Assert.Equal(20, traces.Count);
    }

    [Fact]
    public void WorkFromAnotherThread_IsRefused()
    {
        var scheduler = new SeededTaskScheduler(1);
        Exception? refused = null;
        var other = new Thread(() => refused = Record.Exception(() => new Task(static () => { }).Start(scheduler)));
        other.Start();
        other.Join();
        Assert.IsType<TaskSchedulerException>(refused);
    }

    private static async Task<IReadOnlyList<string>> GossipAsync(int seed)
    {
        var simulation = await Simulation.RunAsync(seed, async simulation =>
        {
            await using var silo = await simulation.StartSiloAsync(
                builder => builder.Services.AddSingleton<Action<string>>(simulation.Note));
            await Task.WhenAll(Enumerable.Range(0, 20).Select(each => silo.Grains.GetGrain<IGossipGrain>(each).Start()));
            await simulation.AdvanceAsync(TimeSpan.FromMinutes(2));
        });
        return simulation.Trace;
    }
}
