using System.Text.Json.Serialization;

namespace Actors.Grains.Ledger;

/// <summary>An effect that is decided and durable but not yet known to have been carried out.</summary>
/// <param name="Sequence">Its number among the effects of the grain.</param>
/// <param name="Body">What is to be done.</param>
/// <param name="Failures">How often it has failed, as far as was written.</param>
/// <param name="FailedSince">When it first failed, by the programme clock; null: it has not.</param>
public sealed record PendingEffect<TEffect>(
    [property: JsonPropertyName("n")] long Sequence,
    [property: JsonPropertyName("b")] TEffect Body,
    [property: JsonPropertyName("f")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    int Failures = 0,
    [property: JsonPropertyName("a")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    DateTimeOffset? FailedSince = null)
{
    /// <summary>Before this it is not tried again. Not stored: after a restart it is tried at once.</summary>
    [JsonIgnore]
    public DateTimeOffset NotBefore { get; init; } = DateTimeOffset.MinValue;

    /// <summary>After one more failure.</summary>
    public PendingEffect<TEffect> Failed(DateTimeOffset now) => this with
    {
        Failures = Failures + 1,
        FailedSince = FailedSince ?? now,
        NotBefore = now + EffectDelay.After(Failures + 1),
    };
}
