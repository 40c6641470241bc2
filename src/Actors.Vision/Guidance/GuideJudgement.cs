using System.Numerics;
using Actors.Vision.Faces;

namespace Actors.Vision.Guidance;

/// <summary>
/// Judges, picture by picture, whether a living person is before the camera (SPEC V4): the face comes into the frame, the
/// head turns to the side that was drawn, and back. Immutable and pure: each picture gives the next judgement, time is that of
/// the pictures, and the same pictures give the same verdict. A photograph does not pass, for want of a turn; a replayed
/// recording of the right turn can. It never says who somebody is.
/// </summary>
public sealed partial record GuideJudgement
{
    private GuideJudgement(GuideRules rules, HeadSide challenge, DateTimeOffset startedAt)
    {
        Rules = rules;
        Challenge = challenge;
        StartedAt = startedAt;
    }

    /// <summary>What passes.</summary>
    public GuideRules Rules { get; }

    /// <summary>The side to which the head is to turn.</summary>
    public HeadSide Challenge { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The moment from which nothing more counts.</summary>
    public DateTimeOffset Deadline => StartedAt + Rules.Patience;

    /// <summary>How far it has come.</summary>
    public GuideStage Stage { get; private init; }

    /// <summary>What to tell the person now.</summary>
    public GuideCode Guidance { get; private init; } = GuideCode.NoFace;

    /// <summary>The end; null: it goes on.</summary>
    public GuideVerdict? Verdict { get; private init; }

    /// <summary>How much is done, 0 to 1, for a bar on the phone.</summary>
    public float Progress => Stage switch
    {
        GuideStage.Framing => 0.5f * BitOperations.PopCount(Window) / Rules.GoodFrames,
        GuideStage.Turning => 0.5f + (0.3f * TurnedInRow / Rules.TurnedFrames),
        GuideStage.Returning => 0.8f + (0.2f * ReturnedInRow / Rules.ReturnedFrames),
        GuideStage.Closed => Verdict is { Outcome: GuideOutcome.Passed } ? 1 : 0,
        _ => 0,
    };

    private DateTimeOffset? LastAt { get; init; }

    private Face? LastFace { get; init; }

    /// <summary>A bit for each picture of the window, the last one lowest: whether it was good.</summary>
    private ulong Window { get; init; }

    private int TurnedInRow { get; init; }

    private int ReturnedInRow { get; init; }

    private int LostInRow { get; init; }

    private int FailedInRow { get; init; }

    private int Seen { get; init; }

    private int Failures { get; init; }

    private Motion Motion { get; init; }

    private ComplaintTally Complaints { get; init; }

    /// <summary>The judgement before the first picture.</summary>
    /// <exception cref="ArgumentException">The rules contradict themselves.</exception>
    public static GuideJudgement Begin(GuideRules rules, HeadSide challenge, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return rules.Problems().FirstOrDefault() is { } problem
            ? throw new ArgumentException(problem, nameof(rules))
            : new(rules, challenge, at);
    }

    /// <summary>
    /// The judgement after one more picture. Pictures from before the start, and those that are not later than the last one,
    /// change nothing; after the verdict none does.
    /// </summary>
    public GuideJudgement Observe(Observation observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        if (Verdict is not null || observation.At < StartedAt || observation.At <= LastAt)
        {
            return this;
        }

        if (observation.At >= Deadline)
        {
            return Close();
        }

        var current = observation.At - LastAt > Rules.LongestGap ? Restarted() : this;
        current = current with { LastAt = observation.At };
        return observation.DetectorFailed ? current.AfterFailure() : current.AfterLook(observation);
    }

    /// <summary>The judgement when the deadline has passed without a picture; before it nothing changes.</summary>
    public GuideJudgement Expire(DateTimeOffset now) => now >= Deadline ? Close() : this;

    /// <summary>The judgement when no more pictures come, because the call has ended or time is up.</summary>
    public GuideJudgement Close() => Verdict is null ? ClosedBy(Settle()) : this;

    /// <summary>All that was asked for was seen, or why it was not. Our own failures come first: they excuse.</summary>
    private GuideVerdict Settle()
    {
        if (Failures > 0)
        {
            return GuideVerdict.Unknown(GuideReason.DetectorFailed);
        }

        if (Seen < Rules.LeastObservations)
        {
            return GuideVerdict.Unknown(GuideReason.TooFewPictures);
        }

        return Stage switch
        {
            GuideStage.Turning => GuideVerdict.Failed(Motion.IsStill(Rules) ? GuideReason.StillPicture : GuideReason.NoTurn),
            GuideStage.Returning => GuideVerdict.Failed(GuideReason.NoTurnBack),
            GuideStage.Framing or GuideStage.Closed or _ => Complaints.Worst() is { } reason
                ? GuideVerdict.Failed(reason)
                : GuideVerdict.Unknown(GuideReason.TooFewPictures),
        };
    }

    private GuideJudgement ClosedBy(GuideVerdict verdict) => this with { Stage = GuideStage.Closed, Verdict = verdict };
}
