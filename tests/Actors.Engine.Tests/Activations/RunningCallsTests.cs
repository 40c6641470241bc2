using Actors.Engine.Tests.Probes;

namespace Actors.Engine.Tests.Activations;

public sealed class RunningCallsTests
{
    [Fact]
    public Task InterleavingCall_KeepsNobodyWaiting() => Probing.RunAsync(async (_, silo, gates) =>
    {
        var interleaving = silo.Probe().InterleaveAt("1");
        gates.Open("2");
        await silo.Probe().WaitAt("2");
        Assert.Equal("1( 2( )2", gates.Log);
        gates.Open("1");
        await interleaving;
    });

    [Fact]
    public Task InterleavingCall_MayBeCalledBackThroughOthers() => Probing.RunAsync(async (_, silo, gates) =>
    {
        gates.Open("back");
        await silo.Probe("a").InterleaveAndComeBack("b", "a");
        Assert.Equal("back( )back", gates.Log);
    });

    [Fact]
    public Task Reader_ThatEndsFirstLeavesTheOtherBlockingWriters() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var calls = new[] { silo.Probe().ReadAt("r1"), silo.Probe().ReadAt("r2"), silo.Probe().WaitAt("w") };
        await simulation.SettleAsync();
        gates.Open("r1");
        await simulation.SettleAsync();
        Assert.DoesNotContain("w(", gates.Log, StringComparison.Ordinal);
        gates.Open("r2");
        gates.Open("w");
        await Task.WhenAll(calls);
    });
}
