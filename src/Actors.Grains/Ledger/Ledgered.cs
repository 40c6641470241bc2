using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Grains.Ledger;

/// <summary>
/// What the storage keeps of a grain: its state, the effects still to be carried out, and what is needed to do
/// everything once. Names in JSON are short because this is written with every operation.
/// </summary>
/// <typeparam name="TState">The immutable domain state.</typeparam>
/// <typeparam name="TEvent">What happens to it.</typeparam>
/// <typeparam name="TEffect">What it asks to be done outside.</typeparam>
public sealed class Ledgered<TState, TEvent, TEffect> : ILedgeredState
    where TState : class, IEventSourced<TState, TEvent>, new()
    where TEvent : class
{
    private readonly List<LedgerEvent> _uncommitted = [];

    /// <summary>Of a grain to which nothing has happened.</summary>
    public Ledgered() => Value = new();

    /// <summary>As it was stored.</summary>
    [JsonConstructor]
    public Ledgered(
        TState value, long sequence, long effectSequence, ImmutableList<PendingEffect<TEffect>> pending, RecentCommands commands)
    {
        Value = value;
        Sequence = sequence;
        EffectSequence = effectSequence;
        Pending = pending;
        Commands = commands;
    }

    /// <summary>The domain state.</summary>
    [JsonPropertyName("s")]
    public TState Value { get; private set; }

    /// <summary>The number of the newest event.</summary>
    [JsonPropertyName("n")]
    public long Sequence { get; private set; }

    /// <summary>The number of the newest effect.</summary>
    [JsonPropertyName("e")]
    public long EffectSequence { get; private set; }

    /// <summary>Effects that are not confirmed, oldest first.</summary>
    [JsonPropertyName("p")]
    public ImmutableList<PendingEffect<TEffect>> Pending { get; private set; } = [];

    /// <summary>Commands carried out lately.</summary>
    [JsonPropertyName("c")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public RecentCommands Commands { get; private set; }

    /// <summary>When to check whether the pending effects were carried out after all.</summary>
    [JsonIgnore]
    public DateTimeOffset EffectsDueAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>How many effects were confirmed since the state was read.</summary>
    [JsonIgnore]
    public long Confirmed { get; private set; }

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<LedgerEvent> Uncommitted => _uncommitted;

    /// <inheritdoc/>
    [JsonIgnore]
    public DueTime? NextDue
    {
        get
        {
            var own = Value.NextDue;
            return Pending.IsEmpty || own?.At <= EffectsDueAt ? own : new(EffectsDueAt, DuePriority.Answer);
        }
    }

    /// <summary>Carries out a decision in memory.</summary>
    public void Apply(Decision<TEvent, TEffect> decision, CommandId? command, DateTimeOffset now, TimeSpan effectGrace)
    {
        foreach (var happened in decision.Events)
        {
            Value = Value.Apply(happened);
            _uncommitted.Add(new(++Sequence, now, happened));
        }

        foreach (var effect in decision.Effects)
        {
            Pending = Pending.Add(new(++EffectSequence, effect));
        }

        if (command is { } id)
        {
            Commands = Commands.With(id);
        }

        EffectsDueAt = now + EffectsWait(effectGrace);
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

    /// <summary>
    /// How long the sweeper leaves the pending effects alone. Those that have failed are tried again by the grain itself, at
    /// longer and longer intervals; when nothing else is pending, the sweeper does not look more often than that.
    /// </summary>
    private TimeSpan EffectsWait(TimeSpan grace)
    {
        if (Pending.IsEmpty || Pending[^1].Failures == 0)
        {
            return grace;
        }

        var wait = TimeSpan.MaxValue;
        foreach (var effect in Pending)
        {
            var own = effect.Failures == 0 ? grace : EffectDelay.After(effect.Failures + 1);
            wait = own < wait ? own : wait;
        }

        return wait;
    }

    /// <inheritdoc/>
    public void MarkCommitted() => _uncommitted.Clear();
}
