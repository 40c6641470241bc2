namespace Actors.Engine.Tests.Probes;

public class FleetingGrain(ActivationCounter counter) : Grain, IFleetingGrain
{
    private readonly int _number = counter.Next();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_number <= int.Parse(this.GetPrimaryKeyString(), System.Globalization.CultureInfo.InvariantCulture))
        {
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    public Task<int> ActivationNumber() => Task.FromResult(_number);
}
