using Actors.Engine.Tests.Probes;

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
