namespace Actors.Engine.Tests.Probes;

public sealed class SilentObserver : ISilentObserver
{
    public Task Hear() => Task.CompletedTask;
}
