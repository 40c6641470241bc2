using Actors.Engine.Tests.Probes;

namespace Actors.Engine.Tests.Activations;

public sealed class InterleavingTests
{
    [Fact]
    public Task Calls_RunOneAfterAnotherInTheirOrder() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var first = silo.Probe().WaitAt("1");
        var second = silo.Probe().WaitAt("2");
        gates.Open("2");
        await simulation.SettleAsync();
        Assert.Equal("1(", gates.Log);
        gates.Open("1");
        await Task.WhenAll(first, second);
        Assert.Equal("1( )1 2( )2", gates.Log);
    });

    [Fact]
    public Task AlwaysInterleave_RunsBesideACall() => Probing.RunAsync(async (_, silo, gates) =>
    {
        var first = silo.Probe().WaitAt("1");
        gates.Open("2");
        await silo.Probe().InterleaveAt("2");
        gates.Open("1");
        await first;
        Assert.Equal("1( 2( )2 )1", gates.Log);
    });

    [Fact]
    public Task AlwaysInterleave_PassesCallsThatWait() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var calls = new[] { silo.Probe().WaitAt("1"), silo.Probe().WaitAt("2") };
        gates.Open("3");
        await silo.Probe().InterleaveAt("3");
        await simulation.SettleAsync();
        Assert.Equal("1( 3( )3", gates.Log);
        gates.Open("1");
        gates.Open("2");
        await Task.WhenAll(calls);
    });

    [Fact]
    public Task ReadOnly_RunsBesideOtherReadersOnly() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var calls = new[]
        {
            silo.Probe().ReadAt("r1"), silo.Probe().ReadAt("r2"), silo.Probe().WaitAt("w"), silo.Probe().ReadAt("r3"),
        };
        await simulation.SettleAsync();
        Assert.DoesNotContain("w(", gates.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("r3(", gates.Log, StringComparison.Ordinal);
        Assert.Contains("r1(", gates.Log, StringComparison.Ordinal);
        Assert.Contains("r2(", gates.Log, StringComparison.Ordinal);

        gates.Open("r1");
        gates.Open("r2");
        await simulation.SettleAsync();
        Assert.EndsWith("w(", gates.Log, StringComparison.Ordinal);
        gates.Open("w");
        gates.Open("r3");
        await Task.WhenAll(calls);
        Assert.EndsWith(")w r3( )r3", gates.Log, StringComparison.Ordinal);
    });

    [Fact]
    public Task Reentrant_ClassInterleavesAtEveryAwait() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var probe = silo.Grains.GetGrain<IReentrantProbe>("a");
        var first = probe.WaitAt("1");
        var second = probe.WaitAt("2");
        await simulation.SettleAsync();
        Assert.Equal(2, gates.Log.Split(' ').Length);
        gates.Open("2");
        await second;
        gates.Open("1");
        await first;
        Assert.EndsWith(")2 )1", gates.Log, StringComparison.Ordinal);
    });

    [Fact]
    public Task OneWay_ReturnsBeforeTheGrainHasRun() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        await silo.Probe().TellAt("1");
        Assert.Equal("", gates.Log);
        gates.Open("1");
        await simulation.SettleAsync();
        Assert.Equal("1( )1", gates.Log);
    });

    [Fact]
    public Task GrainsOfDifferentKeys_DoNotWaitForEachOther() => Probing.RunAsync(async (_, silo, gates) =>
    {
        var first = silo.Probe("a").WaitAt("1");
        gates.Open("2");
        await silo.Probe("b").WaitAt("2");
        gates.Open("1");
        await first;
    });
}
