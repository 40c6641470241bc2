namespace Actors.Grains.Scheduling;

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
