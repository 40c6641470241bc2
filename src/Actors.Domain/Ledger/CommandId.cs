using System.Text.Json.Serialization;

namespace Actors.Domain.Ledger;

/// <summary>
/// A number that the sender draws for a command and keeps when sending it again, so that it is carried out once.
/// </summary>
[JsonConverter(typeof(CommandIdJsonConverter))]
[GenerateSerializer]
[Alias("command-id")]
[Immutable]
public readonly record struct CommandId([property: Id(0)] ulong Value);
