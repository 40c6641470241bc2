using Actors.Engine.Tests.Probes;
using Actors.Testing.Engine;
using Orleans.Configuration;

namespace Actors.Engine.Tests.Timers;

public sealed class GrainTimerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public Task Ticks_ComeAtTheDueTimeAndThenEveryPeriod() => Run(async (simulation, grain, gates) =>
    {
        await grain.Start(2 * Second, 3 * Second);
        await simulation.AdvanceAsync(9 * Second);
        Assert.Equal("2 5 8", gates.Log);
    });

    [Fact]
    public Task InfinitePeriod_TicksOnce() => Run(async (simulation, grain, gates) =>
    {
        await grain.Start(2 * Second, Timeout.InfiniteTimeSpan);
        await simulation.AdvanceAsync(9 * Second);
        Assert.Equal("2", gates.Log);
    });

    [Fact]
    public Task Period_CountsFromTheEndOfATick() => Run(async (simulation, grain, gates) =>
    {
        await grain.HoldTicksAt("slow");
        await grain.Start(Second, Second, interleave: true);
        await simulation.AdvanceAsync(10 * Second);
        Assert.Equal("1", gates.Log);
        gates.Open("slow");
        await grain.HoldTicksAt(null);
        await simulation.AdvanceAsync(2 * Second);
        Assert.Equal("1 11 12", gates.Log);
    });

    [Fact]
    public Task FailedTick_DoesNotEndTheTimer() => Run(async (simulation, grain, gates) =>
    {
        await grain.FailNextTick();
        await grain.Start(Second, Second);
        await simulation.AdvanceAsync(3 * Second);
        Assert.Equal("1 2 3", gates.Log);
    });

    [Fact]
    public Task Tick_WaitsForItsTurnUnlessItInterleaves() => Run(async (simulation, grain, gates) =>
    {
        await grain.Start(Second, Timeout.InfiniteTimeSpan);
        var call = grain.WaitAt("call");
        await simulation.AdvanceAsync(5 * Second);
        Assert.Equal("", gates.Log);
        gates.Open("call");
        await call;
        await simulation.SettleAsync();
        Assert.Equal("5", gates.Log);

        await grain.Start(Second, Timeout.InfiniteTimeSpan, interleave: true);
        var second = grain.WaitAt("second");
        await simulation.AdvanceAsync(5 * Second);
        Assert.Equal("5 6", gates.Log);
        gates.Open("second");
        await second;
    });

    [Fact]
    public Task Change_SetsTheNextTickAnew() => Run(async (simulation, grain, gates) =>
    {
        await grain.Start(5 * Second, 5 * Second);
        await simulation.AdvanceAsync(4 * Second);
        await grain.Change(10 * Second, Second);
        await simulation.AdvanceAsync(11 * Second);
        Assert.Equal("14 15", gates.Log);
    });

    [Fact]
    public Task Change_InTheMiddleOfATickDoesNotMakeTicksOverlap() => Run(async (simulation, grain, gates) =>
    {
        await grain.HoldTicksAt("slow");
        await grain.Start(Second, Timeout.InfiniteTimeSpan, interleave: true);
        await simulation.AdvanceAsync(2 * Second);
        await grain.Change(Second, Timeout.InfiniteTimeSpan);
        await simulation.AdvanceAsync(5 * Second);
        Assert.Equal("1", gates.Log);
        gates.Open("slow");
        await simulation.SettleAsync();
        Assert.Equal("1 7", gates.Log);
    });

    [Fact]
    public Task Disposed_TimerTicksNoMore() => Run(async (simulation, grain, gates) =>
    {
        await grain.Start(Second, Second);
        await simulation.AdvanceAsync(2 * Second);
        await grain.Stop();
        await simulation.AdvanceAsync(5 * Second);
        Assert.Equal("1 2", gates.Log);
    });

    [Fact]
    public Task Ticks_DoNotKeepTheGrainAliveUnlessAskedTo() => Run(async (simulation, grain, gates) =>
    {
        await grain.Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        await simulation.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.InRange(gates.Log.Split(' ').Length, 14, 17);

        await grain.Start(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), keepAlive: true);
        await simulation.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.InRange(gates.Log.Split(' ').Length, 74, 77);
    });

    [Fact]
    public Task NegativeTimes_AreRefused() => Run(async (_, grain, _) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => grain.Start(-5 * Second, Second)));

    [Fact]
    public Task Tick_ThatWaitedWhenItsTimerWasDisposedDoesNotCome() => Run(async (simulation, grain, gates) =>
    {
        await grain.Start(Second, Second);
        var call = grain.WaitAtAndStop("call");
        await simulation.AdvanceAsync(2 * Second);
        gates.Open("call");
        await call;
        await simulation.AdvanceAsync(5 * Second);
        Assert.Equal("", gates.Log);
    });

    /// <summary>It used to call the grain to life again and run there, on the object of the activation before.</summary>
    [Fact]
    public Task Tick_ThatWaitedWhenItsGrainLeftDiesWithIt() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var grain = silo.Grains.GetGrain<IClockGrain>("a");
        await grain.Start(Second, Second);
        var call = grain.WaitAtAndLeave("call");
        await simulation.AdvanceAsync(2 * Second);
        gates.Open("call");
        await call;
        await simulation.AdvanceAsync(5 * Second);
        Assert.Equal("", gates.Log);
        Assert.Equal(0, await silo.Grains.GetGrain<IManagementGrain>(0).GetTotalActivationCount() - 1);
    });

    [Fact]
    public Task Change_WhileATickWaitsForItsTurnIsNotForgotten() => Run(async (simulation, grain, gates) =>
    {
        await grain.Start(Second, 20 * Second);
        var call = grain.WaitAtAndChange("call", 5 * Second, 20 * Second);
        await simulation.AdvanceAsync(2 * Second);
        gates.Open("call");
        await call;
        await simulation.AdvanceAsync(20 * Second);
        Assert.Equal("2 7", gates.Log);
    });

    [Fact]
    public Task TimerSwitchedOff_DoesNotTickOnceMoreForATimeSetBefore() => Run(async (simulation, grain, gates) =>
    {
        await grain.HoldTicksAt("slow");
        await grain.Start(Second, Timeout.InfiniteTimeSpan, interleave: true);
        await simulation.AdvanceAsync(Second);
        await grain.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        await simulation.AdvanceAsync(Second);
        await grain.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        gates.Open("slow");
        await simulation.AdvanceAsync(5 * Second);
        Assert.Equal("1", gates.Log);
    });

    [Fact]
    public Task FullQueue_DoesNotEndATimer() => Probing.RunAsync(
        async (simulation, silo, gates) =>
        {
            var grain = silo.Grains.GetGrain<IClockGrain>("a");
            await grain.Start(Second, Second);
            var calls = new[] { grain.WaitAt("1"), grain.WaitAt("1") };
            await simulation.AdvanceAsync(2 * Second);
            gates.Open("1");
            await Task.WhenAll(calls);
            await simulation.AdvanceAsync(2 * Second);
            Assert.Equal("2 3 4", gates.Log);
        },
        silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 1));

    /// <summary>The grain stayed in its last turn for ever, and every later call waited for it.</summary>
    [Fact]
    public Task GrainThatThrowsWhenItsTickIsCancelled_EndsAllTheSame() => Run(async (simulation, grain, gates) =>
    {
        await grain.FailWhenCancelled();
        await grain.Start(Second, Second);
        await simulation.AdvanceAsync(Second);
        gates.Open("leave");
        await grain.WaitAtAndLeave("leave");
        await simulation.SettleAsync();
        var next = grain.WaitAt("leave");
        await simulation.SettleAsync();
        Assert.True(next.IsCompletedSuccessfully);
    });

    private static Task<Simulation> Run(Func<Simulation, IClockGrain, Gates, Task> test) =>
        Probing.RunAsync((simulation, silo, gates) => test(simulation, silo.Grains.GetGrain<IClockGrain>("a"), gates));
}
