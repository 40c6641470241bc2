namespace Actors.Engine.Tests.Probes;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> ReadCallerSecret();
}
