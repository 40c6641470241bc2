using System.Collections.Immutable;
using Actors.Domain.Entrants.Calls;
using Actors.Domain.Entrants.Stays;

namespace Actors.Domain.Calls;

/// <summary>The current call of a person.</summary>
public sealed record CallState
{
    /// <summary>The number of the call among the calls of this person.</summary>
    public required int Number { get; init; }

    /// <summary>Why the person is called.</summary>
    public CallCause Cause { get; init; }

    /// <summary>The stage of the call.</summary>
    public CallStage Stage { get; init; }

    /// <summary>When the call entered this stage.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the rules must look at the call at the latest.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The moment from which it does not ring any more.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>When the check of all people must be over; <c>null</c> if it has not begun.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>How often the call rang unanswered.</summary>
    public int Unanswered { get; init; }

    /// <summary>How often the connection broke off.</summary>
    public int BrokenOff { get; init; }

    /// <summary>Whether the call waits because it was interrupted, not because it was unanswered.</summary>
    public bool WasInterrupted { get; init; }

    /// <summary>Whether the phone confirmed the current ring.</summary>
    public bool WasShown { get; init; }

    /// <summary>Whether the phone failed to confirm any ring.</summary>
    public bool WasHidden { get; init; }

    /// <summary>Why staff are to take over; <c>null</c> if they are not.</summary>
    public CallReason? Reason { get; init; }

    /// <summary>The verdict on the position; <c>null</c> if none has come yet.</summary>
    public PlaceOutcome? Place { get; init; }

    /// <summary>The people to be checked, in this order.</summary>
    public required ImmutableArray<PersonCheck> Persons { get; init; }

    /// <summary>The person to be checked next; <c>null</c> if all are checked.</summary>
    public PersonCheck? Next => Persons.FirstOrDefault(static person => person.Face is null);
}

/// <summary>The stage of a call. The numbers are stored.</summary>
[GenerateSerializer, Alias("call-stage")]
public enum CallStage
{
    /// <summary>The call is announced.</summary>
    Announced = 0,

    /// <summary>The call rings.</summary>
    Ringing = 1,

    /// <summary>The call will ring again, after no answer or an interruption.</summary>
    Waiting = 2,

    /// <summary>The person answered, and the server checks faces and position.</summary>
    Checking = 3,

    /// <summary>The person waits for staff.</summary>
    Queued = 4,

    /// <summary>The call is over.</summary>
    Ended = 5,
}

/// <summary>Why staff are to take over a call. The numbers are stored.</summary>
[GenerateSerializer, Alias("call-reason")]
public enum CallReason
{
    /// <summary>A person did not do what was asked before the camera.</summary>
    FaceFailed = 0,

    /// <summary>The face check gave no result.</summary>
    FaceUnknown = 1,

    /// <summary>The phone gave no position.</summary>
    PlaceUnknown = 2,

    /// <summary>The person asked for staff.</summary>
    Wish = 3,

    /// <summary>The connection broke off too often, or was never made.</summary>
    Connection = 4,
}

/// <summary>Why a call was interrupted. None of these counts against the person. The numbers are stored.</summary>
[GenerateSerializer, Alias("interruption")]
public enum Interruption
{
    /// <summary>The server was down.</summary>
    Server = 0,

    /// <summary>The connection was lost, or was never made.</summary>
    Connection = 1,

    /// <summary>Too many calls run.</summary>
    NoRoom = 2,
}

/// <summary>The check of one person in a call. A family is checked one after another.</summary>
/// <param name="Person">The person.</param>
/// <param name="Face">The result of the face check; <c>null</c> if the person was not checked yet.</param>
[GenerateSerializer, Immutable, Alias("person-check")]
public sealed record PersonCheck(
    [property: Id(0)] EntrantId Person,
    [property: Id(1)] FaceResult? Face = null);

/// <summary>The result of the face check of one person.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">
/// The reason in lower case with hyphens, such as <c>no-turn</c>; <c>none</c> if the person passed.
/// </param>
[GenerateSerializer, Immutable, Alias("face-result")]
public sealed record FaceResult([property: Id(0)] FaceOutcome Outcome, [property: Id(1)] string Reason)
{
    /// <summary>Time ran out before the check gave a result.</summary>
    public static readonly FaceResult TimeOut = new(FaceOutcome.Unknown, "time-out");
}

/// <summary>The outcome of a face check (SPEC V4). The numbers are stored.</summary>
[GenerateSerializer, Alias("face-outcome")]
public enum FaceOutcome
{
    /// <summary>A living person was seen.</summary>
    Passed = 0,

    /// <summary>No person was seen, and the platform was not the reason.</summary>
    Failed = 1,

    /// <summary>The check gave no result. Never counts against the person.</summary>
    Unknown = 2,
}

/// <summary>The call that ended last.</summary>
public sealed record LastCall
{
    /// <summary>The number of the call among the calls of this person.</summary>
    public required int Number { get; init; }

    /// <summary>When the call ended.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The outcome.</summary>
    public required CallOutcome Outcome { get; init; }

    /// <summary>The verdict on the position; <c>null</c> if none came.</summary>
    public PlaceOutcome? Place { get; init; }

    /// <summary>The people who were checked.</summary>
    public ImmutableArray<PersonCheck> Persons { get; init; } = [];

    /// <summary>The earliest time at which staff call back; <c>null</c> if they do not.</summary>
    public DateTimeOffset? CallBackAt { get; init; }
}
