using System.Collections.Immutable;

namespace Actors.Domain.Ledger;

/// <summary>The result of a rule: events and effects, or a refusal.</summary>
/// <typeparam name="TEvent">The type of the events.</typeparam>
/// <typeparam name="TEffect">The type of the effects, which are carried out once the events are durable.</typeparam>
public sealed record Decision<TEvent, TEffect>
{
    /// <summary>A decision that changes nothing.</summary>
    public static readonly Decision<TEvent, TEffect> Nothing = new();

    /// <summary>The events, in order.</summary>
    public ImmutableArray<TEvent> Events { get; init; } = [];

    /// <summary>The effects, in order.</summary>
    public ImmutableArray<TEffect> Effects { get; init; } = [];

    /// <summary>The reason for a refusal; <c>null</c> if the command is not refused.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>A named reason to refuse a command.</summary>
/// <param name="Code">The stable code, in lower case with hyphens. Texts for people are found by it.</param>
[GenerateSerializer]
[Alias("refusal")]
[Immutable]
public sealed record Refusal([property: Id(0)] string Code);

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
