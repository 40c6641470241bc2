namespace Actors.Engine.Tests.Probes;

[CollectionAgeLimit(Minutes = 2)]
public class ShortLivedGrain(Gates gates) : Grain, IShortLivedGrain
{
    public Task Touch() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        gates.Note("short");
        return Task.CompletedTask;
    }
}
