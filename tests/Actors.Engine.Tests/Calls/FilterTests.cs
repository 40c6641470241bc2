using Actors.Engine.Tests.Probes;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Engine.Tests.Calls;

public sealed class FilterTests
{
    [Fact]
    public Task Filters_SeeTheCallInOrderAndMayChangeTheResult()
    {
        var log = new List<string>();
        return Probing.RunAsync(
            async (_, silo, _) =>
            {
                Assert.Equal(50, await silo.Probe("k").Add(2, 3));
                Assert.Equal(["outer probe/k IProbe.Add ProbeGrain.Add", "inner probe/k IProbe.Add ProbeGrain.Add"], log);
            },
            silo => silo
                .AddIncomingGrainCallFilter(new Recorder("outer", log, result => result))
                .AddIncomingGrainCallFilter(new Recorder("inner", log, result => (int)result! * 10)));
    }

    [Fact]
    public Task Filter_ThatThrowsAnswersTheCall() => Probing.RunAsync(
        async (_, silo, _) => await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await silo.Probe().Add(2, 3)),
        silo => silo.AddIncomingGrainCallFilter<Refusal>());

    [Fact]
    public Task Filters_SeeWhoCallsEvenWhenNobodyWaits()
    {
        var sources = new List<string>();
        return Probing.RunAsync(
            async (simulation, silo, _) =>
            {
                await silo.Grains.GetGrain<IGossipGrain>(3).Hear(1);
                await simulation.SettleAsync();
                Assert.Equal(["nobody", "gossip/3"], sources);
            },
            silo =>
            {
                silo.Services.AddSingleton<Action<string>>(static _ => { });
                silo.AddIncomingGrainCallFilter(new Watcher(sources));
            });
    }

    private sealed class Watcher(List<string> sources) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            sources.Add(context.SourceId?.ToString() ?? "nobody");
            return context.Invoke();
        }
    }

    private sealed class Recorder(string name, List<string> log, Func<object?, object?> change) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            log.Add($"{name} {context.TargetId} {context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName} "
                + $"{context.ImplementationMethod.DeclaringType!.Name}.{context.ImplementationMethod.Name}");
            await context.Invoke();
            context.Result = change(context.Result);
        }
    }

    private sealed class Refusal : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => throw new UnauthorizedAccessException(context.InterfaceName);
    }
}
