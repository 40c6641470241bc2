namespace Actors.Engine.Tests.Probes;

[KeepAlive]
public class KeptGrain(Gates gates) : Grain, IKeptGrain
{
    public Task Touch() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        gates.Note("kept");
        return Task.CompletedTask;
    }
}
