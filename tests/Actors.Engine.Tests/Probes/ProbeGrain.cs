using Microsoft.Extensions.DependencyInjection;

namespace Actors.Engine.Tests.Probes;

public class ProbeGrain : Grain, IProbe
{
    private int _number;

    private Gates Gates => ServiceProvider.GetRequiredService<Gates>();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _number = ServiceProvider.GetRequiredService<ActivationCounter>().Next();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Gates.Note($"left:{reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task WaitAt(string gate) => Pass(gate);

    public Task InterleaveAt(string gate) => Pass(gate);

    public Task ReadAt(string gate) => Pass(gate);

    public Task TellAt(string gate) => Pass(gate);

    public Task CallAndComeBack(string other, string back) => other == back
        ? GrainFactory.GetGrain<IProbe>(back).WaitAt("back")
        : GrainFactory.GetGrain<IProbe>(other).CallAndComeBack(other: back, back);

    public Task InterleaveAndComeBack(string other, string back) =>
        GrainFactory.GetGrain<IProbe>(other).CallAndComeBack(back, back);

    public async Task GiveUpOn(string other, string gate, string ownGate)
    {
        try
        {
            await GrainFactory.GetGrain<IProbe>(other).WaitAndCall(gate, this.GetPrimaryKeyString());
        }
        catch (TimeoutException)
        {
            await Pass(ownGate);
        }
    }

    public async Task WaitAndCall(string gate, string other)
    {
        await Gates.PassAsync(gate);
        try
        {
            await GrainFactory.GetGrain<IProbe>(other).Add(1, 2);
            Gates.Note("answered");
        }
        catch (TimeoutException exception)
        {
            Gates.Note(exception.GetType().Name);
        }
    }

    public Task<int> Cancel() => Task.FromCanceled<int>(new(canceled: true));

    public Task Throw(string message) => throw new InvalidOperationException(message);

    public ValueTask<int> Add(int left, int right) => new(left + right);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task StayFor(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }

    public Task<int> ActivationNumber() => Task.FromResult(_number);

    private async Task Pass(string gate)
    {
        Gates.Note($"{gate}(");
        await Gates.PassAsync(gate);
        Gates.Note($"){gate}");
    }
}
