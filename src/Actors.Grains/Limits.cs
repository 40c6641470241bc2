namespace Actors.Grains;

/// <summary>Limits of the grains that nobody needs to set.</summary>
public static class Limits
{
    /// <summary>
    /// How long a written effect may stay unconfirmed before the sweeper looks after it. The grain carries it out at
    /// once; this is for when it could not. Long enough that the confirmation usually rides on another write.
    /// </summary>
    public static readonly TimeSpan EffectGrace = TimeSpan.FromSeconds(30);

    /// <summary>What is due within this time has a timer of the grain; what is due later is left to the sweeper.</summary>
    public static readonly TimeSpan NearDeadline = TimeSpan.FromHours(2);

    /// <summary>
    /// Grains that do what is due by their own timers at one moment. As many as storage takes in a transaction; the
    /// sweepers carry what comes at once beyond that.
    /// </summary>
    public const int DueTimersAtOnce = 1_000;
}
