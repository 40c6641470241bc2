using Actors.Engine.Tests.Probes;
using Actors.Testing.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Engine.Tests.Activations;

public sealed class SingleActivationTests
{
    [Fact]
    public async Task Calls_FromManyThreadsAtOnce_MeetOneActivation()
    {
        await using var silo = await TestSilo.StartAsync(builder => Probing.Add(builder, new()));
        for (var round = 0; round < 500; round++)
        {
            var key = $"round{round}";
            var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            {
                await Task.Yield();
                return await silo.Probe(key).ActivationNumber();
            })));
            Assert.Single(numbers.Distinct());
        }

        Assert.Equal(500, silo.Services.GetRequiredService<ActivationCounter>().Count);
    }

    [Fact]
    public async Task CallsThatMeetADeactivation_AllGetAnswersFromItsSuccessors()
    {
        await using var silo = await TestSilo.StartAsync(builder => Probing.Add(builder, new()));
        var probe = silo.Probe();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(async () =>
        {
            for (var call = 0; call < 500; call++)
            {
                if (worker == 0 && call % 5 == 0)
                {
                    await probe.Leave();
                }

                Assert.Equal(call + worker, await probe.Add(call, worker));
            }
        })));
        Assert.True(silo.Services.GetRequiredService<ActivationCounter>().Count > 50);
    }

    [Fact]
    public Task Deactivated_GrainIsMadeAnewByTheNextCall() => Probing.RunAsync(async (_, silo, gates) =>
    {
        var first = await silo.Probe().ActivationNumber();
        await silo.Probe().Leave();
        var second = await silo.Probe().ActivationNumber();
        Assert.NotEqual(first, second);
        Assert.Equal("left:ApplicationRequested", gates.Log);
    });

    [Fact]
    public void Constructor_OutsideAnActivation_SaysHowToGetAGrain()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new ProbeGrain());
        Assert.Contains("IGrainFactory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task GrainThatLeavesWhileItIsActivated_HandsItsCallsToTheNext() => Probing.RunAsync(async (_, silo, _) =>
        Assert.Equal(3, await silo.Grains.GetGrain<IFleetingGrain>("2").ActivationNumber()));

    /// <summary>It was activated anew for ever, long after its caller had given up.</summary>
    [Fact]
    public Task GrainThatAlwaysLeavesWhileItIsActivated_IsReportedToItsCaller() => Probing.RunAsync(async (_, silo, _) =>
    {
        var error = await Assert.ThrowsAnyAsync<OrleansException>(
            () => silo.Grains.GetGrain<IFleetingGrain>("1000").ActivationNumber());
        Assert.Contains("left 3 times", error.Message, StringComparison.Ordinal);
    });
}
