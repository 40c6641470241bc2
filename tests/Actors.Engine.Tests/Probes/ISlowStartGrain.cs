namespace Actors.Engine.Tests.Probes;

/// <summary>
/// A grain that waits at the gate "start" while it is activated, and calls another one then and when it leaves.
/// </summary>
public interface ISlowStartGrain : IGrainWithStringKey
{
    Task WaitAt(string gate);
}
