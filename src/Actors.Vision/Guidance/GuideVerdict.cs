using System.Text.RegularExpressions;

namespace Actors.Vision.Guidance;

/// <summary>The result of a judgement.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Reason">The reason for the outcome.</param>
public readonly partial record struct GuideVerdict(GuideOutcome Outcome, GuideReason Reason)
{
    /// <summary>The reason as a code such as <c>no-turn</c>, for ledger and reports.</summary>
    public string ReasonCode => Capital().Replace(Reason.ToString(), "-$0").ToLowerInvariant();

    internal static GuideVerdict Passed { get; } = new(GuideOutcome.Passed, GuideReason.None);

    internal static GuideVerdict Failed(GuideReason reason) => new(GuideOutcome.Failed, reason);

    internal static GuideVerdict Unknown(GuideReason reason) => new(GuideOutcome.Unknown, reason);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}

/// <summary>Whether a person was seen (SPEC V4). Stored as numbers.</summary>
public enum GuideOutcome
{
    /// <summary>A person was seen: one upright face with a room behind it, and the head turned as asked.</summary>
    Passed = 0,

    /// <summary>No person was seen, and nothing failed on our side.</summary>
    Failed = 1,

    /// <summary>The platform could not tell. Never counts against the person.</summary>
    Unknown = 2,
}

/// <summary>Why a judgement has its outcome. Stored as numbers.</summary>
public enum GuideReason
{
    /// <summary>Passed.</summary>
    None = 0,

    /// <summary>Most pictures had no face.</summary>
    NoFace = 1,

    /// <summary>Most pictures had several faces.</summary>
    MoreThanOneFace = 2,

    /// <summary>In most pictures the face was too small.</summary>
    TooFar = 3,

    /// <summary>In most pictures the face was too large.</summary>
    TooNear = 4,

    /// <summary>In most pictures the face was not in the frame.</summary>
    NotInFrame = 5,

    /// <summary>Most pictures were too dark.</summary>
    TooDark = 6,

    /// <summary>In most pictures the head leaned too far.</summary>
    NotUpright = 7,

    /// <summary>Most pictures were blurred, or the face moved.</summary>
    NotStill = 8,

    /// <summary>Unknown: most pictures had a blank background. Some rooms have nothing but plain walls.</summary>
    BlankBackground = 9,

    /// <summary>In most pictures the person looked away.</summary>
    NotAhead = 10,

    /// <summary>The face was seen, but the head did not turn as asked.</summary>
    NoTurn = 11,

    /// <summary>The head turned and did not turn back.</summary>
    NoTurnBack = 12,

    /// <summary>The head did not turn, and nothing in the picture moved.</summary>
    StillPicture = 13,

    /// <summary>Unknown: the detector failed.</summary>
    DetectorFailed = 14,

    /// <summary>Unknown: too few pictures arrived.</summary>
    TooFewPictures = 15,

    /// <summary>Unknown: in most pictures nose and mouth were covered. Some people do not show their face.</summary>
    FaceCovered = 16,
}

/// <summary>
/// What to tell the person after a picture. Each value has the text <c>call.guide.name-of-value</c> in the catalogue. Stored
/// as numbers.
/// </summary>
public enum GuideCode
{
    /// <summary>Bring your face into the frame.</summary>
    NoFace = 0,

    /// <summary>Let only one person be in the frame.</summary>
    MoreThanOneFace = 1,

    /// <summary>Come closer.</summary>
    TooFar = 2,

    /// <summary>Move back.</summary>
    TooNear = 3,

    /// <summary>Move the face to the middle.</summary>
    NotInFrame = 4,

    /// <summary>Go where there is more light.</summary>
    TooDark = 5,

    /// <summary>Hold the head and the phone upright.</summary>
    Upright = 6,

    /// <summary>Hold still: the picture is good, or it is blurred.</summary>
    HoldStill = 7,

    /// <summary>Show the room behind you.</summary>
    ShowBackground = 8,

    /// <summary>Turn your head to your left.</summary>
    TurnLeft = 9,

    /// <summary>Turn your head to your right.</summary>
    TurnRight = 10,

    /// <summary>Look straight ahead.</summary>
    TurnBack = 11,

    /// <summary>Everything was seen.</summary>
    Done = 12,

    /// <summary>Uncover nose and mouth, or ask to speak to a person.</summary>
    UncoverFace = 13,
}
