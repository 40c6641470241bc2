using Actors.Engine.Tests.Probes;
using Orleans.Configuration;

namespace Actors.Engine.Tests.Activations;

public sealed class CollectionTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);

    [Fact]
    public Task Idle_GrainIsCollectedAfterItsAgeAndNotBefore() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        await silo.Probe().ActivationNumber();
        await simulation.AdvanceAsync(Age - TimeSpan.FromMinutes(1));
        Assert.Equal("", gates.Log);
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("left:ActivationIdle", gates.Log);
    });

    [Fact]
    public Task Called_GrainStays() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        for (var minute = 0; minute < 60; minute += 10)
        {
            await silo.Probe().ActivationNumber();
            await simulation.AdvanceAsync(TimeSpan.FromMinutes(10));
        }

        Assert.Equal("", gates.Log);
    });

    [Fact]
    public Task Busy_GrainStays() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var call = silo.Probe().TellAt("1");
        await simulation.AdvanceAsync(Age * 3);
        Assert.Equal("1(", gates.Log);
        gates.Open("1");
        await call;
    });

    [Fact]
    public Task DelayDeactivation_HoldsTheGrainForThatLong() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        await silo.Probe().StayFor(TimeSpan.FromHours(1));
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(59));
        Assert.Equal("", gates.Log);
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("left:ActivationIdle", gates.Log);
    });

    [Fact]
    public Task Attributes_SayHowLongAClassStays() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        await silo.Grains.GetGrain<IShortLivedGrain>("s").Touch();
        await silo.Grains.GetGrain<IKeptGrain>("k").Touch();
        await simulation.AdvanceAsync(TimeSpan.FromMinutes(4));
        Assert.Equal("short", gates.Log);
        await simulation.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal("short", gates.Log);
    });

    [Fact]
    public Task ClassSpecificAge_ComesFromTheOptions() => Probing.RunAsync(
        async (simulation, silo, gates) =>
        {
            await silo.Probe().ActivationNumber();
            await simulation.AdvanceAsync(TimeSpan.FromMinutes(4));
            Assert.Equal("left:ActivationIdle", gates.Log);
        },
        silo => silo.Configure<GrainCollectionOptions>(options =>
            options.ClassSpecificCollectionAge[typeof(ProbeGrain).FullName!] = TimeSpan.FromMinutes(2)));

    [Fact]
    public Task ManagementGrain_CountsAndCollects() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var management = silo.Grains.GetGrain<IManagementGrain>(0);
        await silo.Probe("a").ActivationNumber();
        await silo.Probe("b").ActivationNumber();
        Assert.Equal(3, await management.GetTotalActivationCount());
        await simulation.AdvanceAsync(TimeSpan.FromSeconds(10));
        await management.ForceActivationCollection(TimeSpan.FromSeconds(5));
        Assert.Equal(1, await management.GetTotalActivationCount());
        Assert.Equal("left:ActivationIdle left:ActivationIdle", gates.Log);
    });

    [Fact]
    public Task Delay_BeyondTheClockKeepsTheGrain() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        await silo.Probe().StayFor(TimeSpan.MaxValue - TimeSpan.FromTicks(1));
        await simulation.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal("", gates.Log);
    });
}
