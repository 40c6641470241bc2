using Actors.Engine.Tests.Calls;

namespace Actors.Engine.Tests.Probes;

public class ContextGrain : Grain, IContextGrain
{
    public Task<string?> ReadCallerSecret() => Task.FromResult(CallTests.CallerSecret.Value);
}
