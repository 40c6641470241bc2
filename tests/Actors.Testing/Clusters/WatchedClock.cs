namespace Actors.Testing.Clusters;

/// <summary>The clock of a test as grains see it: tells <see cref="GrainActivity"/> of each grain timer that fires.</summary>
internal sealed class WatchedClock(FakeTimeProvider clock, GrainActivity activity) : TimeProvider
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
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        state is not IGrainTimer
            ? clock.CreateTimer(callback, state, dueTime, period)
            : clock.CreateTimer(
                timer =>
                {
                    activity.TimerFired(timer!);
                    callback(timer);
                },
                state, dueTime, period);
}
