using System.Collections.Immutable;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Calls;

/// <summary>The outcome of a call, as the stay records it.</summary>
/// <param name="Number">The number of the call among the calls of this person.</param>
/// <param name="Cause">Why the person was called.</param>
/// <param name="Outcome">The outcome.</param>
[GenerateSerializer, Immutable, Alias("call-conclusion")]
public sealed record CallConclusion(
    [property: Id(0)] int Number,
    [property: Id(1)] CallCause Cause,
    [property: Id(2)] CallOutcome Outcome);

/// <summary>Why a person is called. The numbers are stored.</summary>
[GenerateSerializer, Alias("call-cause")]
public enum CallCause
{
    /// <summary>The call was drawn for the day.</summary>
    Planned = 0,

    /// <summary>The person asked for the call.</summary>
    Requested = 1,
}

/// <summary>The outcome of a call. The numbers are stored.</summary>
[GenerateSerializer, Alias("call-outcome")]
public enum CallOutcome
{
    /// <summary>All people were seen, and a position was taken.</summary>
    Passed = 0,

    /// <summary>The phone confirmed every ring, and no one answered. Staff are to call.</summary>
    NotAnswered = 1,

    /// <summary>
    /// The phone did not confirm every ring. Staff are to call; it does not count against the person.
    /// </summary>
    NotReached = 2,

    /// <summary>Staff call back.</summary>
    CallBack = 3,

    /// <summary>The stay ended during the call.</summary>
    StayEnded = 4,

    /// <summary>The person asked to be called, then declined or did not answer.</summary>
    Withdrawn = 5,
}

/// <summary>The verdict on the position that was taken in a call (SPEC V4). The numbers are stored.</summary>
[GenerateSerializer, Alias("place-outcome")]
public enum PlaceOutcome
{
    /// <summary>At the place of stay.</summary>
    Inside = 0,

    /// <summary>The fix does not tell. A second fix is asked for, as after any other report.</summary>
    Uncertain = 1,

    /// <summary>Outside the place of stay. A second fix is asked for, as after any other report.</summary>
    Outside = 2,

    /// <summary>There is no position, because location is off or the phone found none. Staff take over.</summary>
    Unknown = 3,

    /// <summary>No place of stay is known yet for a comparison.</summary>
    NoPlace = 4,
}

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
