using Actors.Storage.Databases.Native;

namespace Actors.Storage.Outages;

/// <summary>
/// The wall clock without its steps. It counts on by the time since the machine started, sleep included, and takes over
/// small corrections. When the wall clock is set by more than <see cref="Limits.LargestClockStep"/>, this clock goes on as
/// before: the deadlines of people must not jump with a mistake of the machine. A new start takes the wall clock as it is.
/// </summary>
/// <param name="wall">
/// The wall clock. Its timestamps count the time if the system does not tell the time since its start.
/// </param>
public sealed class SteadyClock(TimeProvider wall) : TimeProvider
{
    private const string BootIdFile = "/proc/sys/kernel/random/boot_id";
    private readonly bool _isOfSystem = ReferenceEquals(wall, System) && Linux.SinceBoot() is not null;
    private long _wallTicksAtBoot = long.MinValue;

    /// <summary>Time since the machine started, sleep included. It never goes back while the machine runs.</summary>
    public TimeSpan SinceBoot => _isOfSystem && Linux.SinceBoot() is { } time
        ? time
        : wall.GetElapsedTime(0);

    /// <summary>
    /// Identifies the start of the machine to which <see cref="SinceBoot"/> counts; <c>null</c> if unknown.
    /// </summary>
    public string? BootId { get; init; } = ReferenceEquals(wall, System) && File.Exists(BootIdFile)
        ? File.ReadAllText(BootIdFile).Trim()
        : null;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => SinceBoot.Ticks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        if (Volatile.Read(ref _wallTicksAtBoot) == long.MinValue)
        {
            Follow();
        }

        return new(Volatile.Read(ref _wallTicksAtBoot) + SinceBoot.Ticks, TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        wall.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes over a small correction of the wall clock.</summary>
    /// <returns>By how much the wall clock is ahead (positive) or behind, if that is too much; otherwise zero.</returns>
    public TimeSpan Follow()
    {
        var ticks = wall.GetUtcNow().UtcTicks - SinceBoot.Ticks;
        var before = Volatile.Read(ref _wallTicksAtBoot);
        var step = before == long.MinValue ? TimeSpan.Zero : TimeSpan.FromTicks(ticks - before);
        if (step.Duration() > Limits.LargestClockStep)
        {
            return step;
        }

        Interlocked.CompareExchange(ref _wallTicksAtBoot, ticks, before);
        return TimeSpan.Zero;
    }
}
