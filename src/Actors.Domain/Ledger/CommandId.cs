namespace Actors.Domain.Ledger;

/// <summary>
/// The id of a command. The sender draws it at random and repeats it with every retry, so that the command is carried
/// out once.
/// </summary>
[GenerateSerializer]
[Alias("command-id")]
[Immutable]
public readonly record struct CommandId([property: Id(0)] ulong Value);

/// <summary>The id of an effect. It is the same when the effect is carried out again.</summary>
/// <param name="Source">The grain that decided the effect, as <c>type/key</c>.</param>
/// <param name="Sequence">The number of the effect among the effects of this grain, from 1 without gaps.</param>
[GenerateSerializer]
[Alias("effect-id")]
[Immutable]
public readonly record struct EffectId([property: Id(0)] string Source, [property: Id(1)] long Sequence);
