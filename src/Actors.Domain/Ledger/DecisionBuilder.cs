using System.Collections.Immutable;

namespace Actors.Domain.Ledger;

/// <summary>
/// Collects the events and effects of one decision. Each event is applied at once, so that the next rule sees its
/// result.
/// </summary>
/// <typeparam name="TState">The state on which the rules decide.</typeparam>
/// <typeparam name="TEvent">The events that change it.</typeparam>
/// <typeparam name="TEffect">The effects to carry out once the events are durable.</typeparam>
public abstract class DecisionBuilder<TState, TEvent, TEffect>(TState state)
    where TState : IEventSourced<TState, TEvent>
{
    private readonly ImmutableArray<TEvent>.Builder _events = ImmutableArray.CreateBuilder<TEvent>();
    private readonly ImmutableArray<TEffect>.Builder _effects = ImmutableArray.CreateBuilder<TEffect>();

    /// <summary>The working state: the initial state with all events so far applied.</summary>
    public TState State { get; private set; } = state;

    /// <summary>Records an event and applies it to the working state.</summary>
    public void Apply(TEvent happened)
    {
        State = State.Apply(happened);
        _events.Add(happened);
    }

    /// <summary>Queues an effect to run after the commit.</summary>
    public void AddEffect(TEffect effect) => _effects.Add(effect);

    /// <summary>
    /// Queues an effect to run once after the commit, after all effects that are queued so far. An equal effect that is
    /// already queued is removed.
    /// </summary>
    public void AddEffectOnce(TEffect effect)
    {
        _effects.Remove(effect);
        _effects.Add(effect);
    }

    /// <summary>Returns the events and effects and empties the builder.</summary>
    public Decision<TEvent, TEffect> Build() =>
        new() { Events = _events.DrainToImmutable(), Effects = _effects.DrainToImmutable() };
}
