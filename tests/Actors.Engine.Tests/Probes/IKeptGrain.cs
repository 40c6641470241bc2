namespace Actors.Engine.Tests.Probes;

public interface IKeptGrain : IGrainWithStringKey
{
    Task Touch();
}
