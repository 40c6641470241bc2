namespace Actors.LoadTest.Ledgers;

/// <summary>One row of the ledger.</summary>
/// <param name="Grain">The key of the grain to which it happened.</param>
/// <param name="Sequence">Its number among the events of the grain, from 1 without gaps.</param>
/// <param name="At">When, by the programme clock.</param>
/// <param name="Fact">What it says.</param>
public sealed record LedgerEntry(string Grain, long Sequence, DateTimeOffset At, Fact Fact);
