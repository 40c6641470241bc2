using System.Numerics;
using Actors.Vision.Faces;

namespace Actors.Vision.Guidance;

/// <summary>How a picture changes the judgement, by stage.</summary>
public sealed partial record GuideJudgement
{
    private GuideCode TurnGuidance => Challenge == HeadSide.Left ? GuideCode.TurnLeft : GuideCode.TurnRight;

    private GuideJudgement AfterFailure()
    {
        var next = this with { Failures = Failures + 1, FailedInRow = FailedInRow + 1 };
        return next.FailedInRow < Rules.MaxDetectorFailures
            ? next
            : next.ClosedBy(GuideVerdict.Unknown(GuideReason.DetectorFailed));
    }

    private GuideJudgement AfterLook(Observation seen)
    {
        var next = Stage switch
        {
            GuideStage.Turning => Turn(seen = seen.Following(LastFace, Rules)),
            GuideStage.Returning => Return(seen = seen.Following(LastFace, Rules)),
            GuideStage.Framing or GuideStage.Closed or _ => Frame(seen),
        };
        var face = seen.Faces is [var only] ? only : (Face?)null;
        next = next with { Told = Stage == next.Stage ? next.Told : null };
        return next.Spoken(seen.At) with
        {
            FailedInRow = 0,
            Seen = Seen + 1,
            LastFace = face,
            Motion = Motion.With(LastFace, face, seen.Quality.Change),
        };
    }

    /// <summary>Decides whether the person is told what this picture asks for.</summary>
    private GuideJudgement Spoken(DateTimeOffset at)
    {
        if (Told is { } told && told != Right)
        {
            var next = this with { Others = Others.With(Right), WrongSince = WrongSince ?? at };
            if (next.Others.Of(Right) < Rules.SteadyFrames || at - next.WrongSince < Rules.SteadyTime)
            {
                return next;
            }
        }

        return this with { Told = Right, Others = default, WrongSince = null };
    }

    private GuideJudgement Frame(Observation seen)
    {
        var complaint = FrameCheck.WhileFraming(seen, LastFace, Rules);
        if (complaint is { } wrong)
        {
            // The earlier pictures may show another person.
            var window = wrong == GuideCode.MoreThanOneFace ? 0 : Pushed(isGood: false);
            return this with { Window = window, Right = wrong, Complaints = Complaints.With(wrong) };
        }

        var next = this with { Window = Pushed(isGood: true), Right = GuideCode.HoldStill };
        return BitOperations.PopCount(next.Window) < Rules.GoodFrames
            ? next
            : next with { Stage = GuideStage.Turning, Right = TurnGuidance };
    }

    private GuideJudgement Turn(Observation seen)
    {
        if (FrameCheck.WhileTurning(seen, Rules) is { } wrong)
        {
            return Interrupted(wrong) with { TurnedInRow = 0 };
        }

        var next = this with { LostInRow = 0, TurnedInRow = IsTurned(seen) ? TurnedInRow + 1 : 0, Right = TurnGuidance };
        return next.TurnedInRow < Rules.TurnedFrames
            ? next
            : next with { Stage = GuideStage.Returning, Right = GuideCode.TurnBack };
    }

    private GuideJudgement Return(Observation seen)
    {
        if (FrameCheck.WhileReturning(seen, Rules) is { } wrong)
        {
            return Interrupted(wrong) with { ReturnedInRow = 0 };
        }

        var next = this with { LostInRow = 0, ReturnedInRow = ReturnedInRow + 1, Right = GuideCode.TurnBack };
        return next.ReturnedInRow < Rules.ReturnedFrames
            ? next
            : next.ClosedBy(GuideVerdict.Passed) with { Right = GuideCode.Done };
    }

    /// <summary>
    /// Handles a bad picture while the head turns. After a second face, or too long without a face, the judgement restarts,
    /// because another person could make the turn.
    /// </summary>
    private GuideJudgement Interrupted(GuideCode wrong)
    {
        var lost = wrong == GuideCode.NoFace ? LostInRow + 1 : 0;
        var next = wrong == GuideCode.MoreThanOneFace || lost >= Rules.LostFrames
            ? Restarted() with { Complaints = Complaints.With(wrong) }
            : this with { LostInRow = lost };
        return next with { Right = wrong };
    }

    private GuideJudgement Restarted() => this with
    {
        Stage = GuideStage.Framing,
        Window = 0,
        TurnedInRow = 0,
        ReturnedInRow = 0,
        LostInRow = 0,
        LastFace = null,
        Told = null,
    };

    private bool IsTurned(Observation seen)
    {
        var turn = seen.Faces[0].Keypoints.Turn;
        return ((Challenge == HeadSide.Left) == !Rules.IsMirrored ? turn : -turn) >= Rules.ChallengeTurn;
    }

    private ulong Pushed(bool isGood) =>
        ((Window << 1) | (isGood ? 1UL : 0)) & (ulong.MaxValue >> (Limits.WindowObservations - Rules.WindowFrames));
}
