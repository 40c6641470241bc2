namespace Actors.Engine.Tests.Probes;

/// <summary>A grain that notes its name when it leaves.</summary>
public interface INamedLeaver : IGrainWithStringKey
{
    Task Come();
}
