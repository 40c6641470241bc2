using Actors.Vision.Faces;

namespace Actors.Vision.Guidance;

/// <summary>
/// What is wrong with one picture, the most important first; null: nothing. What cannot be seen is asked for first: light,
/// a face, only one.
/// </summary>
internal static class FrameCheck
{
    /// <summary>One upright face, looking ahead and still, in the middle, with a room behind it.</summary>
    /// <param name="seen">The picture.</param>
    /// <param name="before">The one face of the picture before; null: there was none, or more.</param>
    /// <param name="rules">What passes.</param>
    public static GuideCode? WhileFraming(Observation seen, Face? before, GuideRules rules) =>
        Who(seen, rules) ?? Place(seen, rules) ?? Rest(seen, before, rules) ?? Background(seen, rules) ?? Ahead(seen, rules);

    /// <summary>One face that stays about where it was; whom it belongs to has been seen before.</summary>
    public static GuideCode? WhileTurning(Observation seen, GuideRules rules) =>
        Who(seen, rules) ?? Width(seen, rules.WidthToleranceInTurn, rules);

    /// <summary>One upright face in the middle that looks ahead.</summary>
    public static GuideCode? WhileReturning(Observation seen, GuideRules rules) =>
        Who(seen, rules) ?? Place(seen, rules) ?? Ahead(seen, rules);

    private static GuideCode? Who(Observation seen, GuideRules rules) => seen switch
    {
        { Faces.Length: > 1 } => GuideCode.MoreThanOneFace,
        { Quality: var quality } when quality.BrightLuma < rules.LeastBrightLuma => GuideCode.TooDark,
        { Faces.Length: 0 } => GuideCode.NoFace,
        { Quality: var quality } when quality.FaceLuma < rules.LeastFaceLuma => GuideCode.TooDark,
        _ when !(MathF.Abs(seen.Faces[0].Keypoints.RollDegrees) <= rules.GreatestRollDegrees) => GuideCode.Upright,
        _ => null,
    };

    private static GuideCode? Place(Observation seen, GuideRules rules) =>
        Width(seen, 0, rules) ?? (IsInFrame(seen, rules) ? null : GuideCode.NotInFrame);

    private static GuideCode? Width(Observation seen, float tolerance, GuideRules rules)
    {
        var width = seen.Faces[0].Box.Width / Math.Max(seen.Width, seen.Height);
        if (width > rules.GreatestFaceWidth * (1 + tolerance))
        {
            return GuideCode.TooNear;
        }

        return width >= rules.LeastFaceWidth * (1 - tolerance) ? null : GuideCode.TooFar;
    }

    private static bool IsInFrame(Observation seen, GuideRules rules)
    {
        var box = seen.Faces[0].Box;
        var outside = rules.Outside * box.Width;
        return MathF.Abs((box.Centre.X / seen.Width) - 0.5f) <= rules.OffCentreX
            && MathF.Abs((box.Centre.Y / seen.Height) - 0.5f) <= rules.OffCentreY
            && box.Left >= -outside && box.Right <= seen.Width + outside
            && box.Top >= -outside && box.Bottom <= seen.Height + outside;
    }

    private static GuideCode? Rest(Observation seen, Face? before, GuideRules rules)
    {
        var box = seen.Faces[0].Box;
        var isMoving = before is { } last && box.Centre.DistanceTo(last.Box.Centre) > rules.GreatestMove * box.Width;
        return isMoving || seen.Quality.Sharpness < rules.LeastSharpness ? GuideCode.HoldStill : null;
    }

    private static GuideCode? Background(Observation seen, GuideRules rules) =>
        seen.Quality.BackgroundSpread >= rules.LeastBackgroundSpread && seen.Quality.BackgroundEdges >= rules.LeastBackgroundEdges
            ? null
            : GuideCode.ShowBackground;

    private static GuideCode? Ahead(Observation seen, GuideRules rules) =>
        MathF.Abs(seen.Faces[0].Keypoints.Turn) < rules.FrontalTurn ? null : GuideCode.TurnBack;
}
