using Orleans.Timers;

namespace Actors.Testing.Clusters;

/// <summary>
/// The timers of grains: tells <see cref="GrainActivity"/> of each that is set. Orleans starts a tick that is wanted at once
/// without its clock, so <see cref="WatchedClock"/> does not see it.
/// </summary>
internal sealed class WatchedTimers(ITimerRegistry timers, GrainActivity activity) : ITimerRegistry
{
    /// <inheritdoc/>
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state,
        GrainTimerCreationOptions options)
    {
        var timer = timers.RegisterGrainTimer(grainContext, callback, state, options);
        activity.ReportSet(timer, options.DueTime);
        return new WatchedTimer(timer, activity);
    }

    /// <inheritdoc/>
    [Obsolete("Grains use RegisterGrainTimer.")]
    public IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        timers.RegisterTimer(grainContext, callback, state, dueTime, period);

    private sealed class WatchedTimer(IGrainTimer timer, GrainActivity activity) : IGrainTimer
    {
        public void Change(TimeSpan dueTime, TimeSpan period)
        {
            timer.Change(dueTime, period);
            activity.ReportSet(timer, dueTime);
        }

        public void Dispose() => timer.Dispose();
    }
}
