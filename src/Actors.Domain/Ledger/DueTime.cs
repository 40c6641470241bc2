namespace Actors.Domain.Ledger;

/// <summary>
/// When a grain has something to do, and how much it matters when there is more to do than can be done at once.
/// </summary>
public readonly record struct DueTime(DateTimeOffset At, DuePriority Priority);
