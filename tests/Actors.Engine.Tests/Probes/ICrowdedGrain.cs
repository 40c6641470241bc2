namespace Actors.Engine.Tests.Probes;

public interface ICrowdedGrain : IGrainWithStringKey
{
    /// <summary>Works in many turns; returns how often two ran at the same time.</summary>
    Task<int> Work(int rounds);
}
