using Actors.Domain.Ledger;

namespace Actors.Storage.Ledger;

/// <summary>An event in the ledger.</summary>
/// <param name="Position">Its place among all events.</param>
/// <param name="GrainType">The type of its grain.</param>
/// <param name="GrainKey">The key of its grain.</param>
/// <param name="Event">What happened.</param>
public sealed record LedgerRecord(LedgerPosition Position, string GrainType, string GrainKey, LedgerEvent Event);
