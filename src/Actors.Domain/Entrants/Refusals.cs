using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>Reasons to refuse a command for an entrant. The codes are part of the phone protocol.</summary>
public static class Refusals
{
    /// <summary>There is no stay.</summary>
    public static readonly Refusal NoStay = new("no-stay");

    /// <summary>The stay is over. No prompt, call or location is accepted.</summary>
    public static readonly Refusal StayEnded = new("stay-ended");

    /// <summary>A stay is running. Another one can begin only after its end.</summary>
    public static readonly Refusal StayGoesOn = new("stay-goes-on");

    /// <summary>The programme or its version is unknown.</summary>
    public static readonly Refusal ProgrammeUnknown = new("programme-unknown");

    /// <summary>The time of landing is in the future.</summary>
    public static readonly Refusal LandedInFuture = new("landed-in-future");

    /// <summary>The stay would be over already.</summary>
    public static readonly Refusal StayOver = new("stay-over");

    /// <summary>The handle was never issued to this person.</summary>
    public static readonly Refusal HandleForeign = new("handle-foreign");

    /// <summary>The handle was used before, or a newer prompt replaced its prompt.</summary>
    public static readonly Refusal HandleUsed = new("handle-used");

    /// <summary>The handle can no longer be answered, not even late.</summary>
    public static readonly Refusal HandleExpired = new("handle-expired");

    /// <summary>The handle belongs to a prompt of another kind.</summary>
    public static readonly Refusal HandleOfOtherKind = new("handle-of-other-kind");

    /// <summary>The id of the command belongs to another command. The phone draws an id for each one.</summary>
    public static readonly Refusal CommandIdUsed = new("command-id-used");

    /// <summary>
    /// The answer was given days ago, or before several others that were accepted since. It may have been accepted
    /// before.
    /// </summary>
    public static readonly Refusal AnsweredTooLongAgo = new("answered-too-long-ago");

    /// <summary>The phone sent too many reports today that answer no prompt. Answers to prompts are taken.</summary>
    public static readonly Refusal TooManyReports = new("too-many-reports");

    /// <summary>The person answers for the maximum number of companions already.</summary>
    public static readonly Refusal TooManyCompanions = new("too-many-companions");
}
