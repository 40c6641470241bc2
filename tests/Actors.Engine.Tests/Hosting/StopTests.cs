using Actors.Engine.Tests.Probes;

namespace Actors.Engine.Tests.Hosting;

public sealed class StopTests
{
    [Fact]
    public Task Stop_LetsCallsEndAndGrainsTakeTheirLeave() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var call = silo.Probe().WaitAt("1");
        await simulation.SettleAsync();
        var stop = silo.StopAsync(TestContext.Current.CancellationToken);
        await simulation.SettleAsync();
        Assert.False(stop.IsCompleted);
        gates.Open("1");
        await call;
        await stop;
        Assert.Equal("1( )1 left:ShuttingDown", gates.Log);
    });

    [Fact]
    public Task Stopped_EngineRefusesCallsFromOutsideAndSaysWhy() => Probing.RunAsync(async (_, silo, _) =>
    {
        await silo.StopAsync(TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAnyAsync<OrleansException>(() => silo.Probe().ActivationNumber());
        Assert.Contains("stopping", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task Stop_EndsWhenTheHostWaitsNoLonger() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var call = silo.Probe().TellAt("never");
        await simulation.SettleAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), simulation.Clock);
        var stop = silo.StopAsync(patience.Token);
        await simulation.AdvanceAsync(TimeSpan.FromSeconds(5));
        await stop;
        await call;
        gates.Open("never");
        await simulation.SettleAsync();
    });
}
