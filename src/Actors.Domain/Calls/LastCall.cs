using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>The call that ended last.</summary>
public sealed record LastCall
{
    /// <summary>Its number among the calls of the person.</summary>
    [JsonPropertyName("n")]
    public required int Number { get; init; }

    /// <summary>When it ended.</summary>
    [JsonPropertyName("t")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset At { get; init; }

    /// <summary>What came of it.</summary>
    [JsonPropertyName("o")]
    [JsonConverter(typeof(JsonNumberEnumConverter<CallOutcome>))]
    public required CallOutcome Outcome { get; init; }

    /// <summary>What the position said; null: none came.</summary>
    [JsonPropertyName("p")]
    [JsonConverter(typeof(JsonNumberEnumConverter<PlaceOutcome>))]
    public PlaceOutcome? Place { get; init; }

    /// <summary>Who was looked at.</summary>
    [JsonPropertyName("m")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<PersonCheck> Persons { get; init; } = [];

    /// <summary>When staff call back, at the earliest; null: they do not.</summary>
    [JsonPropertyName("b")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? CallBackAt { get; init; }
}
