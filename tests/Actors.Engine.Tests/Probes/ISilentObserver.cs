namespace Actors.Engine.Tests.Probes;

public interface ISilentObserver : IGrainObserver
{
    Task Hear();
}
