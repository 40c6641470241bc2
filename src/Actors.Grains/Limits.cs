namespace Actors.Grains;

/// <summary>Limits of the grains that need no setting.</summary>
public static class Limits
{
    /// <summary>
    /// How long a written effect may stay unconfirmed before the sweeper looks after it. The grain carries it out at
    /// once; this is for when it could not. Long enough that the confirmation usually rides on another write.
    /// </summary>
    public static readonly TimeSpan EffectGrace = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest time between two tries of an effect that fails again and again. Shorter than the time after which an
    /// idle grain leaves memory.
    /// </summary>
    public static readonly TimeSpan LongestEffectDelay = TimeSpan.FromMinutes(10);

    /// <summary>
    /// An effect that has failed for so long, by the programme clock, is stuck and needs an operator.
    /// </summary>
    public static readonly TimeSpan StuckEffectAge = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Pending effects of one grain. Far more than any grain decides in a day: when there are so many, they cannot be
    /// carried out, and whatever would add to them is refused or waits.
    /// </summary>
    public const int PendingEffects = 256;

    /// <summary>Grains with failing effects that are known one by one; of more than these only some are counted.</summary>
    public const int WatchedGrains = 10_000;

    /// <summary>
    /// What is due within this time has a timer of the grain; what is due later is left to the sweeper. A timer costs 400 bytes,
    /// and makes punctual what the sweeper does within a second. Long enough for the steps of a call; most prompts come later.
    /// </summary>
    public static readonly TimeSpan NearDeadline = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Check-ins and reports that answer no prompt, of one person on one day (UTC, programme clock). Ten times what a busy
    /// day needs. Counted in memory: an activation begins again.
    /// </summary>
    public const int UnaskedReportsPerDay = 200;

    /// <summary>
    /// A phone whose condition keeps changing has it written no more often than this; the newest one waits in memory.
    /// </summary>
    public static readonly TimeSpan ConditionEvery = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Grains that do what is due by their own timers at one moment. As many as storage takes in a transaction; the
    /// sweepers carry what comes at once beyond that.
    /// </summary>
    public const int DueTimersAtOnce = 1_000;
}
