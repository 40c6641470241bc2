namespace Actors.Engine.Tests.Probes;

public interface IReentrantProbe : IGrainWithStringKey
{
    Task WaitAt(string gate);
}
