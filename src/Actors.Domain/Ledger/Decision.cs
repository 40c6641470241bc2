using System.Collections.Immutable;

namespace Actors.Domain.Ledger;

/// <summary>
/// What follows from a command or from the passing of time: events and effects, or a refusal and nothing.
/// </summary>
/// <typeparam name="TEvent">What happens to the state.</typeparam>
/// <typeparam name="TEffect">What is to be done outside once the events are durable.</typeparam>
public sealed record Decision<TEvent, TEffect>
{
    /// <summary>Nothing follows.</summary>
    public static readonly Decision<TEvent, TEffect> Nothing = new();

    /// <summary>What happens to the state, in order.</summary>
    public ImmutableArray<TEvent> Events { get; init; } = [];

    /// <summary>What is to be done outside, in order.</summary>
    public ImmutableArray<TEffect> Effects { get; init; } = [];

    /// <summary>Why nothing happens; null: nothing is refused.</summary>
    public Refusal? Refusal { get; init; }
}
