using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Grains.Ledger;

/// <summary>
/// What the storage keeps of a grain: its state, the effects still to be carried out, and what is needed to do
/// everything once. Its stored form is in <c>Formats</c>.
/// </summary>
/// <typeparam name="TState">The immutable domain state.</typeparam>
/// <typeparam name="TEvent">What happens to it.</typeparam>
/// <typeparam name="TEffect">What it asks to be done outside.</typeparam>
public sealed class Ledgered<TState, TEvent, TEffect> : ILedgeredState
    where TState : class, IEventSourced<TState, TEvent>, new()
    where TEvent : class
{
    private List<LedgerEvent>? _uncommitted;

    /// <summary>Of a grain to which nothing has happened.</summary>
    public Ledgered() => Value = new();

    /// <summary>As it was stored.</summary>
    [JsonConstructor]
    public Ledgered(TState value, long sequence, long effectSequence, ImmutableList<PendingEffect<TEffect>> pending)
    {
        Value = value;
        Sequence = sequence;
        EffectSequence = effectSequence;
        Pending = pending;
    }

    /// <summary>The domain state.</summary>
    public TState Value { get; private set; }

    /// <summary>The number of the newest event.</summary>
    public long Sequence { get; private set; }

    /// <summary>The number of the newest effect.</summary>
    public long EffectSequence { get; private set; }

    /// <summary>Effects that are not confirmed, oldest first.</summary>
    public ImmutableList<PendingEffect<TEffect>> Pending { get; private set; } = [];

    /// <summary>When the sweeper checks whether the pending effects were carried out.</summary>
    public DateTimeOffset EffectsDueAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>How many effects were confirmed since the state was read.</summary>
    public long Confirmed { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<LedgerEvent> Uncommitted => (IReadOnlyList<LedgerEvent>?)_uncommitted ?? [];

    /// <inheritdoc/>
    public DueTime? NextDue
    {
        get
        {
            var own = Value.NextDue;
            return Pending.IsEmpty || own?.At <= EffectsDueAt ? own : new(EffectsDueAt, DuePriority.Answer);
        }
    }

    /// <summary>Carries out a decision in memory.</summary>
    public void Apply(Decision<TEvent, TEffect> decision, DateTimeOffset now, TimeSpan effectGrace)
    {
        foreach (var happened in decision.Events)
        {
            Value = Value.Apply(happened);
            (_uncommitted ??= []).Add(new(++Sequence, now, happened));
        }

        foreach (var effect in decision.Effects)
        {
            Pending = Pending.Add(new(++EffectSequence, effect));
        }

        EffectsDueAt = now + EffectDelay.UntilDue(Pending, effectGrace);
    }

    /// <summary>An effect was carried out.</summary>
    public void Confirm(PendingEffect<TEffect> effect)
    {
        Pending = Pending.Remove(effect);
        Confirmed++;
    }

    /// <summary>An effect could not be carried out.</summary>
    /// <returns>As it stays pending.</returns>
    public PendingEffect<TEffect> Fail(PendingEffect<TEffect> effect, DateTimeOffset now)
    {
        var failed = effect.Failed(now);
        Pending = Pending.Replace(effect, failed);
        return failed;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Which effects were pending is not in the ledger. Those to come get numbers that none had, so that no receiver takes
    /// one for a repeat.
    /// </remarks>
    public void Replay(IReadOnlyList<LedgerEvent> history)
    {
        Value = history.Aggregate(Value, static (state, happened) => state.Apply((TEvent)happened.Body));
        Sequence = history[^1].Sequence;
        EffectSequence = history[^1].At.ToUnixTimeMilliseconds();
    }

    /// <inheritdoc/>
    public void MarkCommitted() => _uncommitted = null;
}
