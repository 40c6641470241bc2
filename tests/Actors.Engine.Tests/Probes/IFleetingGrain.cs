namespace Actors.Engine.Tests.Probes;

/// <summary>A grain that asks to be deactivated while it is activated, as often as the test says.</summary>
public interface IFleetingGrain : IGrainWithStringKey
{
    Task<int> ActivationNumber();
}
