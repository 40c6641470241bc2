namespace Actors.Engine.Tests.Probes;

public interface IPoolGrain : IGrainWithIntegerKey
{
    Task WaitAt(string gate);
}
