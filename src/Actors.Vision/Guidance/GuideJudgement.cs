using System.Numerics;
using Actors.Vision.Faces;

namespace Actors.Vision.Guidance;

/// <summary>
/// Judges, picture by picture, whether a living person is in front of the camera (SPEC V4): the face comes into the frame,
/// the head turns to the side that was drawn, and turns back. Immutable and pure: each picture gives the next judgement, time
/// is the time of the pictures, and the same pictures give the same verdict. A photograph fails because it does not turn; a
/// recording of the right turn can pass. The judgement does not identify the person.
/// </summary>
public sealed partial record GuideJudgement
{
    private GuideJudgement(GuideRules rules, HeadSide challenge, DateTimeOffset startedAt)
    {
        Rules = rules;
        Challenge = challenge;
        StartedAt = startedAt;
    }

    /// <summary>The limits.</summary>
    public GuideRules Rules { get; }

    /// <summary>The side to which the head must turn.</summary>
    public HeadSide Challenge { get; }

    /// <summary>When the judgement began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>Pictures from this moment on do not count.</summary>
    public DateTimeOffset Deadline => StartedAt + Rules.TimeLimit;

    /// <summary>The current stage.</summary>
    public GuideStage Stage { get; private init; }

    /// <summary>
    /// What to tell the person now. A new stage speaks at once. Within a stage a text stays until it has been wrong for a
    /// while and another one was right in several pictures, so that texts can be read.
    /// </summary>
    public GuideCode Guidance => Told ?? GuideCode.NoFace;

    /// <summary>The verdict; <c>null</c> if the judgement goes on.</summary>
    public GuideVerdict? Verdict { get; private init; }

    /// <summary>Progress from 0 to 1, for a bar on the phone.</summary>
    public float Progress => Stage switch
    {
        GuideStage.Framing => 0.5f * BitOperations.PopCount(Window) / Rules.GoodFrames,
        GuideStage.Turning => 0.5f + (0.3f * TurnedInRow / Rules.TurnedFrames),
        GuideStage.Returning => 0.8f + (0.2f * ReturnedInRow / Rules.ReturnedFrames),
        GuideStage.Closed => Verdict is { Outcome: GuideOutcome.Passed } ? 1 : 0,
        _ => 0,
    };

    /// <summary>What the latest picture asks for.</summary>
    private GuideCode Right { get; init; }

    /// <summary>What the person was told; <c>null</c> if the next picture speaks at once.</summary>
    private GuideCode? Told { get; init; }

    /// <summary>What was right since <see cref="Told"/> was right for the last time.</summary>
    private ComplaintTally Others { get; init; }

    /// <summary>When <see cref="Told"/> became wrong; <c>null</c> if it is right.</summary>
    private DateTimeOffset? WrongSince { get; init; }

    private DateTimeOffset? LastAt { get; init; }

    private Face? LastFace { get; init; }

    /// <summary>A bit per picture of the window, set if the picture was good; the latest picture is the lowest bit.</summary>
    private ulong Window { get; init; }

    private int TurnedInRow { get; init; }

    private int ReturnedInRow { get; init; }

    private int LostInRow { get; init; }

    private int FailedInRow { get; init; }

    private int Seen { get; init; }

    private int Failures { get; init; }

    private Motion Motion { get; init; }

    private ComplaintTally Complaints { get; init; }

    /// <summary>Starts a judgement.</summary>
    /// <exception cref="ArgumentException">The rules contradict each other.</exception>
    public static GuideJudgement Begin(GuideRules rules, HeadSide challenge, DateTimeOffset at)
    {
        return rules.Problems().FirstOrDefault() is { } problem
            ? throw new ArgumentException(problem, nameof(rules))
            : new(rules, challenge, at);
    }

    /// <summary>
    /// Returns the judgement after one more picture. Ignores pictures from before the start, pictures that are not later than
    /// the last one, and pictures after the verdict.
    /// </summary>
    public GuideJudgement Observe(Observation observation)
    {
        if (Verdict is not null || observation.At < StartedAt || observation.At <= LastAt)
        {
            return this;
        }

        if (observation.At >= Deadline)
        {
            return Close();
        }

        var current = observation.At - LastAt > Rules.MaxGap ? Restarted() : this;
        current = current with { LastAt = observation.At };
        return observation.DetectorFailed ? current.AfterFailure() : current.AfterLook(observation);
    }

    /// <summary>Closes the judgement if the deadline has passed.</summary>
    public GuideJudgement Expire(DateTimeOffset now) => now >= Deadline ? Close() : this;

    /// <summary>Closes the judgement because no more pictures will arrive.</summary>
    public GuideJudgement Close() => Verdict is null ? ClosedBy(Settle()) : this;

    /// <summary>The verdict without a pass. Failures on our side come first, because they excuse the person.</summary>
    private GuideVerdict Settle()
    {
        if (Failures > 0)
        {
            return GuideVerdict.Unknown(GuideReason.DetectorFailed);
        }

        if (Seen < Rules.MinObservations)
        {
            return GuideVerdict.Unknown(GuideReason.TooFewPictures);
        }

        return Stage switch
        {
            GuideStage.Turning => GuideVerdict.Failed(Motion.IsStill(Rules) ? GuideReason.StillPicture : GuideReason.NoTurn),
            GuideStage.Returning => GuideVerdict.Failed(GuideReason.NoTurnBack),
            GuideStage.Framing or GuideStage.Closed or _ => Complaints.Worst() is { } reason
                ? OfFraming(reason)
                : GuideVerdict.Unknown(GuideReason.TooFewPictures),
        };
    }

    /// <summary>A plain wall or a covered face is no fault of the person: staff look at it.</summary>
    private static GuideVerdict OfFraming(GuideReason reason) =>
        reason is GuideReason.BlankBackground or GuideReason.FaceCovered
            ? GuideVerdict.Unknown(reason)
            : GuideVerdict.Failed(reason);

    private GuideJudgement ClosedBy(GuideVerdict verdict) => this with { Stage = GuideStage.Closed, Verdict = verdict };
}

/// <summary>The stages of a judgement, in order.</summary>
public enum GuideStage
{
    /// <summary>The face must come into the frame and stay there.</summary>
    Framing = 0,

    /// <summary>The head must turn to the side that was drawn.</summary>
    Turning = 1,

    /// <summary>The head must turn back.</summary>
    Returning = 2,

    /// <summary>There is a verdict.</summary>
    Closed = 3,
}
