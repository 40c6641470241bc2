using System.Collections.Immutable;

namespace Actors.Grains.Ledger;

/// <summary>An effect that is decided and durable but not yet known to have been carried out.</summary>
/// <param name="Sequence">Its number among the effects of the grain.</param>
/// <param name="Body">What is to be done.</param>
/// <param name="Failures">How often it has failed, as far as was written.</param>
/// <param name="FailedSince">When it first failed, by the programme clock; <c>null</c> if it has not.</param>
public sealed record PendingEffect<TEffect>(
    long Sequence, TEffect Body, int Failures = 0, DateTimeOffset? FailedSince = null)
{
    /// <summary>Before this it is not tried again. Not stored: an activation that reads the state tries at once.</summary>
    public DateTimeOffset NotBefore { get; init; } = DateTimeOffset.MinValue;

    /// <summary>After one more failure.</summary>
    public PendingEffect<TEffect> Failed(DateTimeOffset now) => this with
    {
        Failures = Failures + 1,
        FailedSince = FailedSince ?? now,
        NotBefore = now + EffectDelay.After(Failures + 1),
    };
}

/// <summary>When an effect that failed is tried again.</summary>
internal static class EffectDelay
{
    /// <summary>More doublings than these go beyond the bound, and soon beyond what can be counted.</summary>
    private const int MostDoublings = 20;

    /// <summary>How long after a failure: twice as long each time, up to <see cref="Limits.LongestEffectDelay"/>.</summary>
    /// <param name="failures">How often it has failed, 1 or more.</param>
    public static TimeSpan After(int failures)
    {
        var delay = Limits.EffectGrace * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        return delay < Limits.LongestEffectDelay ? delay : Limits.LongestEffectDelay;
    }

    /// <summary>
    /// How long the sweeper leaves pending effects alone. The grain itself retries those that failed, at longer and longer
    /// intervals; if nothing else is pending, the sweeper does not look more often than that.
    /// </summary>
    /// <param name="pending">The effects, oldest first.</param>
    /// <param name="grace">The time for effects that have not failed.</param>
    public static TimeSpan UntilDue<TEffect>(ImmutableList<PendingEffect<TEffect>> pending, TimeSpan grace)
    {
        if (pending.IsEmpty || pending[^1].Failures == 0)
        {
            return grace;
        }

        var wait = TimeSpan.MaxValue;
        foreach (var effect in pending)
        {
            var own = effect.Failures == 0 ? grace : After(effect.Failures + 1);
            wait = own < wait ? own : wait;
        }

        return wait;
    }
}

/// <summary>In which order pending effects are carried out.</summary>
internal static class EffectOrder
{
    /// <summary>
    /// The oldest pending effect that may be tried now; <c>null</c> if there is none. An effect that is not durable yet waits
    /// for its commit. One that failed waits for its time, and the others pass it.
    /// </summary>
    /// <param name="pending">The effects, oldest first.</param>
    /// <param name="written">The number of the newest effect that is durable.</param>
    /// <param name="now">The programme clock.</param>
    public static PendingEffect<TEffect>? Next<TEffect>(
        ImmutableList<PendingEffect<TEffect>> pending, long written, DateTimeOffset now)
    {
        foreach (var effect in pending)
        {
            if (effect.Sequence > written)
            {
                return null;
            }

            if (effect.NotBefore <= now)
            {
                return effect;
            }
        }

        return null;
    }
}
