namespace Actors.Domain.Ledger;

/// <summary>Which effect of which grain. Receivers drop what they have had under the same identity.</summary>
/// <param name="Source">The grain, written <c>type/key</c>.</param>
/// <param name="Sequence">The number of the effect among those of the grain, from 1 without gaps.</param>
[GenerateSerializer]
[Alias("effect-id")]
[Immutable]
public readonly record struct EffectId([property: Id(0)] string Source, [property: Id(1)] long Sequence);
