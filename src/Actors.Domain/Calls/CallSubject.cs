using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Domain.Ledger;
using Actors.Domain.Programmes;
using Actors.Domain.Stays;

namespace Actors.Domain.Calls;

/// <summary>Whom the calls are about: the stay of a person, and who is called together with them.</summary>
[GenerateSerializer, Immutable, Alias("call-subject")]
public sealed record CallSubject
{
    /// <summary>The stay.</summary>
    [Id(0), JsonPropertyName("i")]
    public required StayId Stay { get; init; }

    /// <summary>The rules that hold for it.</summary>
    [Id(1), JsonPropertyName("v")]
    public required ProgrammeVersion Programme { get; init; }

    /// <summary>When the person landed.</summary>
    [Id(2), JsonPropertyName("l"), JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>When the person is free.</summary>
    [Id(3), JsonPropertyName("e"), JsonConverter(typeof(UnixSecondsConverter))]
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether the stay is over.</summary>
    [Id(4), JsonPropertyName("x")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasEnded { get; init; }

    /// <summary>Whether a carer answers for the person; the carer is then called for both.</summary>
    [Id(5), JsonPropertyName("a")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasCarer { get; init; }

    /// <summary>Who is looked at in the same call, after the person.</summary>
    [Id(6), JsonPropertyName("m")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<EntrantId> Companions { get; init; } = [];

    /// <summary>Compares what it says, companions included.</summary>
    public bool Equals(CallSubject? other) => other is not null
        && (Stay, Programme, LandedAt, EndsAt, HasEnded, HasCarer)
            == (other.Stay, other.Programme, other.LandedAt, other.EndsAt, other.HasEnded, other.HasCarer)
        && Companions.AsSpan().SequenceEqual(other.Companions.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Stay, Programme, LandedAt, EndsAt, HasEnded, HasCarer);
}
