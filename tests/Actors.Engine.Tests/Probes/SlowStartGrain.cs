namespace Actors.Engine.Tests.Probes;

public class SlowStartGrain(Gates gates) : Grain, ISlowStartGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        gates.Note("start");
        await gates.PassAsync("start");
        await GrainFactory.GetGrain<IProbe>("other").Add(1, 2);
        await GrainFactory.GetGrain<IProbe>("other").TellAt("hello");
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await GrainFactory.GetGrain<IProbe>("other").Add(1, 2);
        gates.Note("left");
    }

    public async Task WaitAt(string gate)
    {
        gates.Note($"{gate}(");
        await gates.PassAsync(gate);
    }
}
