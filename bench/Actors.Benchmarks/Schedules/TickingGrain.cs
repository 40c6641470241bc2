using System.Diagnostics;
using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Schedules;

/// <inheritdoc cref="ITickingGrain"/>
internal sealed class TickingGrain(Tally tally) : Grain, ITickingGrain
{
    private IGrainTimer? _timer;

    public Task WakeAsync() => Task.CompletedTask;

    public Task ArmAsync(long due)
    {
        var delay = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
        if (_timer is null)
        {
            _timer = this.RegisterGrainTimer(TickAsync, new() { DueTime = delay, Period = Timeout.InfiniteTimeSpan });
        }
        else
        {
            _timer.Change(delay, Timeout.InfiniteTimeSpan);
        }

        return Task.CompletedTask;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => TickAsync(CancellationToken.None);

    private Task TickAsync(CancellationToken cancellationToken)
    {
        tally.Count();
        return Task.CompletedTask;
    }
}
