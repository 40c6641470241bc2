using Orleans.Concurrency;

namespace Actors.Engine.Tests.Probes;

[StatelessWorker(2)]
public class PoolGrain(Gates gates) : Grain, IPoolGrain
{
    public async Task WaitAt(string gate)
    {
        gates.Note($"{gate}(");
        await gates.PassAsync(gate);
    }
}
