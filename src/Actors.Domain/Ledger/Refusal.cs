namespace Actors.Domain.Ledger;

/// <summary>A named reason for which a command changes nothing.</summary>
/// <param name="Code">The name: stable, in lower case with hyphens. Texts for people hang on it.</param>
[GenerateSerializer]
[Alias("refusal")]
[Immutable]
public sealed record Refusal([property: Id(0)] string Code);
