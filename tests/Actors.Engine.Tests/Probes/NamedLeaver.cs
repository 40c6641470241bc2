namespace Actors.Engine.Tests.Probes;

public class NamedLeaver(Gates gates) : Grain, INamedLeaver
{
    public Task Come() => Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        gates.Note(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }
}
