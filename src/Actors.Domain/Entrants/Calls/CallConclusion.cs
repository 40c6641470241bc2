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

    /// <summary>The phone confirmed every ring, and nobody answered. Staff are to call.</summary>
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
