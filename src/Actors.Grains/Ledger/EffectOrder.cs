using System.Collections.Immutable;
using Actors.Domain.Ledger;

namespace Actors.Grains.Ledger;

/// <summary>In which order pending effects are carried out.</summary>
internal static class EffectOrder
{
    /// <summary>
    /// The oldest pending effect that may be tried now; null: there is none. One that is not yet written waits for its
    /// commit, one that failed for its time. One too far ahead of the oldest for the same receiver waits for that, or the
    /// receiver would take the oldest for a repeat; whatever goes to others does not wait.
    /// </summary>
    /// <param name="pending">The effects, oldest first.</param>
    /// <param name="written">The number of the newest effect that is durable.</param>
    /// <param name="now">The programme clock.</param>
    /// <param name="receiver">To whom an effect goes.</param>
    public static PendingEffect<TEffect>? Next<TEffect>(
        ImmutableList<PendingEffect<TEffect>> pending, long written, DateTimeOffset now, Func<TEffect, string> receiver)
    {
        if (pending.IsEmpty)
        {
            return null;
        }

        var first = pending[0]; // Nearly always this one: the list is walked only where something fails.
        if (first.Sequence <= written && first.NotBefore <= now)
        {
            return first;
        }

        var oldest = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var effect in pending)
        {
            if (effect.Sequence > written)
            {
                return null;
            }

            var to = receiver(effect.Body);
            oldest.TryAdd(to, effect.Sequence);
            if (effect.NotBefore <= now && effect.Sequence <= oldest[to] + ReceivedEffects.Span)
            {
                return effect;
            }
        }

        return null;
    }
}
