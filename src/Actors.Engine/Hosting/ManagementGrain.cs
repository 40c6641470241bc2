namespace Actors.Engine.Hosting;

/// <inheritdoc/>
[KeepAlive]
internal sealed class ManagementGrain(ActorEngine engine) : Grain, IManagementGrain
{
    public Task ForceActivationCollection(TimeSpan ageLimit) => Task.WhenAll(engine.Catalog.Collect(ageLimit));

    public Task<int> GetTotalActivationCount() => Task.FromResult((int)engine.Catalog.Active);
}
