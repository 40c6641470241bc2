using System.Collections.Immutable;

namespace Actors.Grains.Ledger;

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
