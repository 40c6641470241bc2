using Actors.Domain.Ledger;

namespace Actors.Domain.Entrants;

/// <summary>Why a command for an entrant changes nothing. Codes are part of the protocol of phones.</summary>
public static class Refusals
{
    /// <summary>There is no stay, or none yet.</summary>
    public static readonly Refusal NoStay = new("no-stay");

    /// <summary>The stay is over: no prompt, no call, no location is accepted.</summary>
    public static readonly Refusal StayEnded = new("stay-ended");

    /// <summary>A stay is going on; another one begins only after its end.</summary>
    public static readonly Refusal StayGoesOn = new("stay-goes-on");

    /// <summary>The programme or its version is not known here.</summary>
    public static readonly Refusal ProgrammeUnknown = new("programme-unknown");

    /// <summary>The person landed later than now.</summary>
    public static readonly Refusal LandedInFuture = new("landed-in-future");

    /// <summary>The stay would have ended before now.</summary>
    public static readonly Refusal StayOver = new("stay-over");

    /// <summary>The handle was never given out to this person, or was made up.</summary>
    public static readonly Refusal HandleForeign = new("handle-foreign");

    /// <summary>The handle was used before, or something newer took its place.</summary>
    public static readonly Refusal HandleUsed = new("handle-used");

    /// <summary>The last moment at which the handle was taken, marked late, is over.</summary>
    public static readonly Refusal HandleExpired = new("handle-expired");

    /// <summary>The handle is of a prompt for something else.</summary>
    public static readonly Refusal HandleOfOtherKind = new("handle-of-other-kind");

    /// <summary>The fix is too inaccurate or too old: another one is asked for.</summary>
    public static readonly Refusal FixUnusable = new("fix-unusable");

    /// <summary>The answer says that it was given later than now.</summary>
    public static readonly Refusal AnsweredInFuture = new("answered-in-future");

    /// <summary>
    /// The answer says that it was given days ago, or before several that were taken since: it may have been one of them.
    /// </summary>
    public static readonly Refusal AnsweredTooLongAgo = new("answered-too-long-ago");

    /// <summary>One person answers for at most so many others.</summary>
    public static readonly Refusal TooManyCompanions = new("too-many-companions");
}
