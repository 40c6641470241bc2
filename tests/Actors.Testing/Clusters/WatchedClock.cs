namespace Actors.Testing.Clusters;

/// <summary>The clock of grain timers: tells <see cref="GrainActivity"/> of each that fires or is set.</summary>
internal sealed class WatchedClock(TimeProvider clock, GrainActivity activity) : TimeProvider
{
    /// <inheritdoc/>
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        activity.ReportMade(state!);
        var timer = clock.CreateTimer(
            timer =>
            {
                if (!activity.IsOver)
                {
                    activity.ReportFired(timer!);
                    callback(timer);
                }
            },
            state, dueTime, period);
        return new WatchedTimer(state!, activity, timer);
    }

    private sealed class WatchedTimer(object grainTimer, GrainActivity activity, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = timer.Change(dueTime, period);
            activity.ReportClockSet(grainTimer);
            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
