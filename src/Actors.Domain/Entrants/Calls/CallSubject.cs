using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Calls;

/// <summary>What calls need to know about a stay, and who takes part in the same call.</summary>
[GenerateSerializer, Immutable, Alias("call-subject")]
public sealed record CallSubject
{
    /// <summary>The id of the stay.</summary>
    [Id(0)]
    public required StayId Stay { get; init; }

    /// <summary>The programme version whose rules hold for the stay.</summary>
    [Id(1)]
    public required ProgrammeVersion Programme { get; init; }

    /// <summary>When the person landed.</summary>
    [Id(2)]
    public required DateTimeOffset LandedAt { get; init; }

    /// <summary>When the stay ends and the person is free.</summary>
    [Id(3)]
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Whether the stay is over.</summary>
    [Id(4)]
    public bool HasEnded { get; init; }

    /// <summary>Whether another person answers for this one and is called for both.</summary>
    [Id(5)]
    public bool HasCarer { get; init; }

    /// <summary>The people who are checked in the same call, after the person.</summary>
    [Id(6)]
    public ImmutableArray<EntrantId> Companions { get; init; } = [];

    /// <summary>Compares all values, including the companions.</summary>
    public bool Equals(CallSubject? other) => other is not null
        && (Stay, Programme, LandedAt, EndsAt, HasEnded, HasCarer)
            == (other.Stay, other.Programme, other.LandedAt, other.EndsAt, other.HasEnded, other.HasCarer)
        && Companions.AsSpan().SequenceEqual(other.Companions.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Stay, Programme, LandedAt, EndsAt, HasEnded, HasCarer);
}
