using Orleans.Concurrency;

namespace Actors.Engine.Tests.Probes;

public interface IGossipGrain : IGrainWithIntegerKey
{
    Task Start();

    [OneWay]
    Task Hear(int hops);
}
