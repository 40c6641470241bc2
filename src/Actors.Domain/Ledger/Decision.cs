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
