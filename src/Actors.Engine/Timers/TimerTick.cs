using Actors.Engine.Calls;

namespace Actors.Engine.Timers;

/// <summary>A tick waits for its turn like a call.</summary>
internal sealed class TimerTick : Request
{
    private readonly GrainTimer _timer;

    public TimerTick(GrainTimer timer, long sentAt)
    {
        _timer = timer;
        SentAt = sentAt;
    }

    public bool KeepsAlive => _timer.KeepsAlive;

    public override CallTraits Traits => _timer.Interleaves ? CallTraits.AlwaysInterleave : CallTraits.None;

    public override string Name => _timer.Name;

    public override bool IsAbandoned => _timer.IsDisposed;

    public override void Begin() => _ = RunAsync();

    public override void Fail(Exception exception)
    {
        // Nobody waits for a tick.
    }

    private async Task RunAsync()
    {
        Current = this;
        await _timer.TickAsync();
        Target!.OnCompleted(this);
    }
}
