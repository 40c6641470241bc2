using Actors.Engine.Tests.Probes;
using Actors.Testing.Engine;

namespace Actors.Engine.Tests.Activations;

public sealed class TurnQueueTests
{
    [Fact]
    public async Task Turns_OfOneGrainNeverRunAtTheSameTime()
    {
        await using var silo = await TestSilo.StartAsync();
        var violations = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(key => silo.Grains.GetGrain<ICrowdedGrain>($"{key}").Work(300)));
        Assert.All(violations, count => Assert.Equal(0, count));
    }
}
