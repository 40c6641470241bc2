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

    /// <summary>
    /// Calls that waited were handed from one short-lived activation to the next until the host gave up.
    /// </summary>
    [Fact]
    public Task Stop_WhileAGrainIsActivatedRunsTheCallsThatWaitForIt() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var grain = silo.Grains.GetGrain<ISlowStartGrain>("a");
        var calls = new[] { grain.WaitAt("1"), grain.WaitAt("2") };
        await simulation.SettleAsync();
        var stop = silo.StopAsync(TestContext.Current.CancellationToken);
        await simulation.SettleAsync();
        foreach (var gate in new[] { "start", "hello", "1", "2" })
        {
            gates.Open(gate);
        }

        await Task.WhenAll(calls);
        await stop;
        Assert.Equal(["1(", "2(", "hello(", "left", "start"], gates.Log.Split(' ').Where(note => note[^1] is '(' or 't').Order());
    });

    [Fact]
    public Task Stopped_EngineAnswersEveryCallThatNobodyWillAnswerAnyMore() => Probing.RunAsync(async (simulation, silo, gates) =>
    {
        var call = silo.Probe().WaitAt("never");
        await simulation.SettleAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), simulation.Clock);
        var stop = silo.StopAsync(patience.Token);
        await simulation.AdvanceAsync(TimeSpan.FromSeconds(5));
        await stop;
        var error = await Assert.ThrowsAnyAsync<OrleansException>(() => call);
        Assert.Contains("stopped", error.Message, StringComparison.Ordinal);
        gates.Open("never");
        await simulation.SettleAsync();
    });

    /// <summary>
    /// The order in which grains leave is drawn from the seed, whatever else the engine has in its tables.
    /// </summary>
    [Fact]
    public async Task Stop_GoesThroughTheGrainsInAnOrderOfTheirOwn()
    {
        Assert.Equal(await LeavesAsync(0), await LeavesAsync(3_000));

        static async Task<string> LeavesAsync(int observers)
        {
            var left = "";
            await Probing.RunAsync(async (_, silo, gates) =>
            {
                for (var each = 0; each < observers; each++)
                {
                    silo.Grains.CreateObjectReference<ISilentObserver>(new SilentObserver());
                }

                for (var each = 0; each < 40; each++)
                {
                    await silo.Grains.GetGrain<INamedLeaver>($"{each}").Come();
                }

                await silo.StopAsync();
                left = gates.Log;
            });
            return left;
        }
    }
}
