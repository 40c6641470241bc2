namespace Actors.Grains.Clocks;

/// <summary>
/// The clock by which people live: prompts, deadlines and days follow it. It may run faster than the wall clock, for
/// demonstrations and load tests; timers made by it follow it too.
/// </summary>
/// <param name="wall">The real clock.</param>
/// <param name="start">What it shows now.</param>
/// <param name="speed">Programme seconds per real second, positive.</param>
public sealed class ProgrammeClock(TimeProvider wall, DateTimeOffset start, double speed) : TimeProvider
{
    private readonly long _origin = wall.GetTimestamp();
    private readonly double _speed = speed > 0
        ? speed
        : throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed of the programme clock must be positive.");

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + wall.GetElapsedTime(_origin) * _speed;

    /// <inheritdoc/>
    public override long GetTimestamp() => (wall.GetElapsedTime(_origin) * _speed).Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(wall.CreateTimer(callback, state, Scale(dueTime), Scale(period)), this);

    // To whole milliseconds upwards: timers cut off parts of one. A timer must not be early, at a thousandfold speed by
    // a second, and one with no period left would tick once and never again.
    private TimeSpan Scale(TimeSpan span) => span == Timeout.InfiniteTimeSpan
        ? span
        : TimeSpan.FromMilliseconds(Math.Ceiling(Math.Round(span.TotalMilliseconds / _speed, 4)));

    private sealed class ScaledTimer(ITimer timer, ProgrammeClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(clock.Scale(dueTime), clock.Scale(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
