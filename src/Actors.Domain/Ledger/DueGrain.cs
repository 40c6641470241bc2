namespace Actors.Domain.Ledger;

/// <summary>A grain that the index says is due.</summary>
/// <param name="GrainType">The name of its class in identities.</param>
/// <param name="GrainKey">Its key.</param>
/// <param name="Due">Since when, and how urgent.</param>
public readonly record struct DueGrain(string GrainType, string GrainKey, DueTime Due);
