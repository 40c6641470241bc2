using Actors.Engine.Tests.Probes;
using Orleans.Configuration;

namespace Actors.Engine.Tests.Calls;

public sealed class CallTests
{
    [Fact]
    public Task ValueTask_MethodsGiveTheirResults() => Probing.RunAsync(async (_, silo, _) =>
        Assert.Equal(5, await silo.Probe().Add(2, 3)));

    [Fact]
    public Task Exceptions_ReachTheCallerAndTheGrainLivesOn() => Probing.RunAsync(async (_, silo, _) =>
    {
        var number = await silo.Probe().ActivationNumber();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Probe().Throw("no"));
        Assert.Equal("no", error.Message);
        Assert.Equal(number, await silo.Probe().ActivationNumber());
    });

    [Fact]
    public Task Unanswered_CallEndsInATimeoutThatNamesGrainMethodAndAge() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var call = silo.Probe("7").WaitAt("1");
        await simulation.AdvanceAsync(TimeSpan.FromSeconds(31));
        var error = await Assert.ThrowsAsync<TimeoutException>(() => call);
        Assert.Contains("IProbe.WaitAt", error.Message, StringComparison.Ordinal);
        Assert.Contains("probe/7", error.Message, StringComparison.Ordinal);
        Assert.Contains("30 s", error.Message, StringComparison.Ordinal);
        Assert.Contains("working on it", error.Message, StringComparison.Ordinal);
        gates.Open("1");
        await simulation.SettleAsync();
    });

    [Fact]
    public Task Timeout_WhileWaiting_NamesWhatTheGrainIsBusyWithAndNeverStarts() => Probing.RunAsync(
        async (simulation, silo, gates) =>
        {
            var running = silo.Probe().WaitAt("1");
            var waiting = silo.Probe().ReadAt("2");
            await simulation.AdvanceAsync(TimeSpan.FromSeconds(6));
            var error = await Assert.ThrowsAsync<TimeoutException>(() => waiting);
            Assert.Contains("busy with IProbe.WaitAt", error.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<TimeoutException>(() => running);
            gates.Open("1");
            await simulation.SettleAsync();
            Assert.Equal("1( )1", gates.Log);
        },
        silo => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5)));

    [Fact]
    public Task TooManyWaiting_AreRefused() => Probing.RunAsync(
        async (_, silo, gates) =>
        {
            var calls = Enumerable.Range(0, 3).Select(_ => silo.Probe().WaitAt("1")).ToArray();
            var error = await Assert.ThrowsAsync<LimitExceededException>(() => silo.Probe().WaitAt("1"));
            Assert.Contains("limit", error.Message, StringComparison.Ordinal);
            gates.Open("1");
            await Task.WhenAll(calls);
        },
        silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 3));

    [Fact]
    public Task ChainThatComesBack_IsReportedAsADeadlockAtOnce() => Probing.RunAsync(async (_, silo, _) =>
    {
        var error = await Assert.ThrowsAnyAsync<TimeoutException>(() => silo.Probe("a").CallAndComeBack("b", "a"));
        Assert.Contains("never be answered", error.Message, StringComparison.Ordinal);
        Assert.Contains("IProbe.CallAndComeBack → probe: IProbe.CallAndComeBack → probe: IProbe.WaitAt", error.Message,
            StringComparison.Ordinal);
    });

    [Fact]
    public Task CallToOneself_IsReportedAsADeadlock() => Probing.RunAsync(async (_, silo, _) =>
        await Assert.ThrowsAnyAsync<TimeoutException>(() => silo.Probe("a").CallAndComeBack("a", "a")));

    [Fact]
    public Task CallerWithoutAWaitingChain_IsNoDeadlock() => Probing.RunAsync(async (_, silo, gates) =>
    {
        var first = silo.Probe("a").WaitAt("1");
        var second = silo.Probe("a").WaitAt("2");
        gates.Open("1");
        gates.Open("2");
        await Task.WhenAll(first, second);
    });

    [Fact]
    public Task CallerThatHasGivenUp_WaitsNoLongerAndIsNoDeadlock() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var call = silo.Probe("a").GiveUpOn("b", "late", "own");
        await simulation.AdvanceAsync(TimeSpan.FromSeconds(2));
        gates.Open("late");
        await simulation.SettleAsync();
        gates.Open("own");
        await call;
        await simulation.SettleAsync();
        Assert.Equal("own( )own answered", gates.Log);
    });

    [Fact]
    public Task Cancellation_ReachesTheCallerAsOne() => Probing.RunAsync(async (_, silo, _) =>
    {
        var call = silo.Probe().Cancel();
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(call.IsCanceled);
        Assert.True(error.CancellationToken.IsCancellationRequested);
    });

    [Fact]
    public Task AsyncLocals_OfTheCallerStayWithTheCaller() => Probing.RunAsync(async (_, silo, _) =>
    {
        CallerSecret.Value = "secret";
        Assert.Null(await silo.Grains.GetGrain<IContextGrain>("a").ReadCallerSecret());
    });

    internal static AsyncLocal<string?> CallerSecret { get; } = new();
}
