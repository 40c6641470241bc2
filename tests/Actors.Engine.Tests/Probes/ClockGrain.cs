namespace Actors.Engine.Tests.Probes;

public class ClockGrain(Gates gates, TimeProvider clock) : Grain, IClockGrain
{
    private readonly DateTimeOffset _start = clock.GetUtcNow();
    private IGrainTimer? _timer;
    private string? _gate;
    private bool _fail;
    private bool _failWhenCancelled;

    public Task Start(TimeSpan due, TimeSpan period, bool interleave, bool keepAlive)
    {
        _timer = this.RegisterGrainTimer(
            TickAsync, new() { DueTime = due, Period = period, Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan due, TimeSpan period)
    {
        _timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task FailNextTick()
    {
        _fail = true;
        return Task.CompletedTask;
    }

    public Task HoldTicksAt(string? gate)
    {
        _gate = gate;
        return Task.CompletedTask;
    }

    public Task FailWhenCancelled()
    {
        _failWhenCancelled = true;
        return Task.CompletedTask;
    }

    public Task WaitAt(string gate) => gates.PassAsync(gate);

    public async Task WaitAtAndStop(string gate)
    {
        await gates.PassAsync(gate);
        await Stop();
    }

    public async Task WaitAtAndChange(string gate, TimeSpan due, TimeSpan period)
    {
        await gates.PassAsync(gate);
        await Change(due, period);
    }

    public async Task WaitAtAndLeave(string gate)
    {
        await gates.PassAsync(gate);
        DeactivateOnIdle();
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        gates.Note($"{(clock.GetUtcNow() - _start).TotalSeconds}");
        if (_failWhenCancelled)
        {
            cancellationToken.Register(static () => throw new InvalidOperationException("Not now."));
        }

        if (_fail)
        {
            _fail = false;
            throw new InvalidOperationException("This tick fails.");
        }

        if (_gate is not null)
        {
            await gates.PassAsync(_gate).WaitAsync(cancellationToken);
        }
    }
}
