namespace Actors.Domain.Ledger;

/// <summary>
/// A number that whoever sends a command draws for it and keeps when sending it again, so that it is carried out once.
/// </summary>
[GenerateSerializer]
[Alias("command-id")]
[Immutable]
public readonly record struct CommandId([property: Id(0)] ulong Value);
