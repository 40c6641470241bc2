namespace Actors.Engine.Tests.Probes;

public interface IShortLivedGrain : IGrainWithStringKey
{
    Task Touch();
}
