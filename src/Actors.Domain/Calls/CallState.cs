using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>A call that goes on. Names in JSON are short because this is written with every operation.</summary>
public sealed record CallState
{
    /// <summary>Its number among the calls of the person.</summary>
    [JsonPropertyName("n")]
    public required int Number { get; init; }

    /// <summary>Why.</summary>
    [JsonPropertyName("c")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(JsonNumberEnumConverter<CallCause>))]
    public CallCause Cause { get; init; }

    /// <summary>How far it has come.</summary>
    [JsonPropertyName("g")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    [JsonConverter(typeof(JsonNumberEnumConverter<CallStage>))]
    public CallStage Stage { get; init; }

    /// <summary>Since when.</summary>
    [JsonPropertyName("s")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it is due, whatever happens.</summary>
    [JsonPropertyName("d")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The moment from which it does not ring any more.</summary>
    [JsonPropertyName("u")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset Until { get; init; }

    /// <summary>When looking at the people has to be over; null: it has not begun.</summary>
    [JsonPropertyName("l")]
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How many rings were not answered.</summary>
    [JsonPropertyName("a")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Unanswered { get; init; }

    /// <summary>How often it broke off.</summary>
    [JsonPropertyName("b")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int BrokenOff { get; init; }

    /// <summary>Whether it waits because it broke off, or because too many run.</summary>
    [JsonPropertyName("i")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasInterrupted { get; init; }

    /// <summary>Whether the phone has said, since it began to ring, that it rings.</summary>
    [JsonPropertyName("w")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasShown { get; init; }

    /// <summary>Whether there was a ring that nothing proves.</summary>
    [JsonPropertyName("h")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool WasHidden { get; init; }

    /// <summary>Why staff are to take over; null: they are not.</summary>
    [JsonPropertyName("r")]
    [JsonConverter(typeof(JsonNumberEnumConverter<CallReason>))]
    public CallReason? Reason { get; init; }

    /// <summary>What the position says; null: none came yet.</summary>
    [JsonPropertyName("p")]
    [JsonConverter(typeof(JsonNumberEnumConverter<PlaceOutcome>))]
    public PlaceOutcome? Place { get; init; }

    /// <summary>Who is looked at, in this order.</summary>
    [JsonPropertyName("m")]
    public required ImmutableArray<PersonCheck> Persons { get; init; }

    /// <summary>Who is to be looked at now; null: everybody was.</summary>
    [JsonIgnore]
    public PersonCheck? Next => Persons.FirstOrDefault(static person => person.Face is null);
}
