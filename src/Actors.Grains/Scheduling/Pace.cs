namespace Actors.Grains.Scheduling;

/// <summary>A stretch of programme time that runs evenly. Both times are counted in ticks since the clock was made.</summary>
/// <param name="WallTicks">Where it begins on the wall clock.</param>
/// <param name="Ticks">Where it begins on the programme clock.</param>
/// <param name="Speed">Programme seconds per real second; 0: it stands still.</param>
internal sealed record Pace(long WallTicks, long Ticks, double Speed)
{
    /// <summary>The longest time that a wall timer is set for; after it the timer is set again.</summary>
    private const double LongestMilliseconds = 86_400_000;

    /// <summary>The programme time at a moment of the wall clock. Never less at a later one.</summary>
    /// <param name="wallTicks">The moment.</param>
    /// <param name="latest">What it does not go beyond.</param>
    public long At(long wallTicks, long latest) =>
        Math.Min(latest, Ticks + (long)Math.Min((wallTicks - WallTicks) * Speed, latest));

    /// <summary>
    /// The shortest wait on the wall clock, in whole milliseconds, after which the programme clock shows a time: timers
    /// cut off parts of one. Infinite when it never does.
    /// </summary>
    /// <param name="ticks">The programme time.</param>
    /// <param name="wallTicks">What the wall clock shows now.</param>
    /// <param name="latest">What the programme clock does not go beyond.</param>
    public TimeSpan WaitFor(long ticks, long wallTicks, long latest)
    {
        var left = ticks - At(wallTicks, latest);
        if (left <= 0)
        {
            return TimeSpan.Zero;
        }

        if (Speed == 0 || ticks > latest)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var wait = (long)Math.Min(Math.Ceiling(left / Speed / TimeSpan.TicksPerMillisecond), LongestMilliseconds);
        // What the division lost decides between two milliseconds.
        if (wait > 1 && At(wallTicks + (wait - 1) * TimeSpan.TicksPerMillisecond, latest) >= ticks)
        {
            wait--;
        }
        else if (wait < LongestMilliseconds && At(wallTicks + wait * TimeSpan.TicksPerMillisecond, latest) < ticks)
        {
            wait++;
        }

        return TimeSpan.FromMilliseconds(wait);
    }
}

/// <summary>
/// Periods of programme time for what is real work however fast people live: messages to phones, questions to the database.
/// </summary>
internal static class WallPeriod
{
    /// <summary>
    /// A period that is not shorter than so much on the wall clock, at the speed that the clock has now. Ask again for
    /// each repetition, because the speed may change.
    /// </summary>
    /// <param name="clock">The clock by which people live.</param>
    /// <param name="wanted">The period, by that clock.</param>
    /// <param name="shortest">How long it is at least, by the wall clock, where the clock is one that may run fast.</param>
    public static TimeSpan AtLeast(this TimeProvider clock, TimeSpan wanted, TimeSpan shortest) =>
        clock is ProgrammeClock programme && shortest * programme.Speed is var least && least > wanted ? least : wanted;

    /// <summary>Programme seconds per real second: 1 where people live at the speed of the clock on the wall.</summary>
    public static double Speed(this TimeProvider clock) => clock is ProgrammeClock programme ? programme.Speed : 1;
}
