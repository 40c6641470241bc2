using Orleans.Concurrency;

namespace Actors.Engine.Tests.Probes;

[Reentrant]
public class ReentrantProbeGrain(Gates gates) : Grain, IReentrantProbe
{
    public async Task WaitAt(string gate)
    {
        gates.Note($"{gate}(");
        await gates.PassAsync(gate);
        gates.Note($"){gate}");
    }
}
