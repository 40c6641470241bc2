using System.Text.Json.Serialization;

namespace Actors.Grains.Ledger;

/// <summary>An effect that is decided and durable but not yet known to have been carried out.</summary>
/// <param name="Sequence">Its number among the effects of the grain.</param>
/// <param name="Body">What is to be done.</param>
public sealed record PendingEffect<TEffect>(
    [property: JsonPropertyName("n")] long Sequence,
    [property: JsonPropertyName("b")] TEffect Body);
