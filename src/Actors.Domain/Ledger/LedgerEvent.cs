namespace Actors.Domain.Ledger;

/// <summary>One thing that happened to one grain. Never changed, never removed before its retention ends.</summary>
/// <param name="Sequence">Its number among the events of the grain, from 1 without gaps.</param>
/// <param name="At">When it happened, by the programme clock.</param>
/// <param name="Body">What happened: a record whose type carries an alias and a schema version in storage.</param>
public sealed record LedgerEvent(long Sequence, DateTimeOffset At, object Body);
