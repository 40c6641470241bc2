namespace Actors.Benchmarks.Durability;

/// <summary>A person said where they are.</summary>
[Alias("bench.position-reported")]
internal sealed record PositionReported(string Position);
