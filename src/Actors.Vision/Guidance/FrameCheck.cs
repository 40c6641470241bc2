using System.Collections.Immutable;
using Actors.Vision.Faces;

namespace Actors.Vision.Guidance;

/// <summary>
/// Finds the most important thing that is wrong with one picture; <c>null</c> if nothing is. Checks first what the other
/// checks depend on: one face only, light, a face at all.
/// </summary>
internal static class FrameCheck
{
    /// <summary>Asks for one upright face that looks ahead and is still, in the middle, with a room behind it.</summary>
    /// <param name="seen">The picture.</param>
    /// <param name="before">The face of the previous picture; <c>null</c> if there were none or several.</param>
    /// <param name="rules">The limits.</param>
    public static GuideCode? WhileFraming(Observation seen, Face? before, GuideRules rules)
    {
        var who = Who(seen, rules);
        var isCovered = who is null or GuideCode.NoFace && seen.Quality.Bareness < rules.MinBareness;
        return isCovered
            ? GuideCode.UncoverFace
            : who ?? Place(seen, rules) ?? Rest(seen, before, rules) ?? Background(seen, rules) ?? Ahead(seen, rules);
    }

    /// <summary>Asks for one face of about the same size; the stage before has checked the rest.</summary>
    public static GuideCode? WhileTurning(Observation seen, GuideRules rules) =>
        Who(seen, rules) ?? Width(seen, rules.WidthToleranceInTurn, rules);

    /// <summary>Asks for one upright face in the middle that looks ahead.</summary>
    public static GuideCode? WhileReturning(Observation seen, GuideRules rules) =>
        Who(seen, rules) ?? Place(seen, rules) ?? Ahead(seen, rules);

    private static GuideCode? Who(Observation seen, GuideRules rules) => seen switch
    {
        { Faces.Length: > 1 } => GuideCode.MoreThanOneFace,
        { Quality: var quality } when quality.BrightLuma < rules.MinBrightLuma => GuideCode.TooDark,
        { Faces.Length: 0 } => GuideCode.NoFace,
        { Quality: var quality } when quality.FaceLuma < rules.MinFaceLuma => GuideCode.TooDark,
        _ when !(MathF.Abs(seen.Faces[0].Keypoints.RollDegrees) <= rules.MaxRollDegrees) => GuideCode.Upright,
        _ => null,
    };

    private static GuideCode? Place(Observation seen, GuideRules rules) =>
        Width(seen, 0, rules) ?? (IsInFrame(seen, rules) ? null : GuideCode.NotInFrame);

    private static GuideCode? Width(Observation seen, float tolerance, GuideRules rules)
    {
        var width = seen.Faces[0].Box.Width / Math.Max(seen.Width, seen.Height);
        if (width > rules.MaxFaceWidth * (1 + tolerance))
        {
            return GuideCode.TooNear;
        }

        return width >= rules.MinFaceWidth * (1 - tolerance) ? null : GuideCode.TooFar;
    }

    private static bool IsInFrame(Observation seen, GuideRules rules)
    {
        var box = seen.Faces[0].Box;
        var outside = rules.MaxOutside * box.Width;
        return MathF.Abs((box.Centre.X / seen.Width) - 0.5f) <= rules.MaxOffCentreX
            && MathF.Abs((box.Centre.Y / seen.Height) - 0.5f) <= rules.MaxOffCentreY
            && box.Left >= -outside && box.Right <= seen.Width + outside
            && box.Top >= -outside && box.Bottom <= seen.Height + outside;
    }

    private static GuideCode? Rest(Observation seen, Face? before, GuideRules rules)
    {
        var isMoving = before is { } last && Observation.HasMoved(last, seen.Faces[0], rules);
        return isMoving || seen.Quality.Sharpness < rules.MinSharpness ? GuideCode.HoldStill : null;
    }

    private static GuideCode? Background(Observation seen, GuideRules rules) =>
        seen.Quality.BackgroundSpread >= rules.MinBackgroundSpread && seen.Quality.BackgroundEdges >= rules.MinBackgroundEdges
            ? null
            : GuideCode.ShowBackground;

    private static GuideCode? Ahead(Observation seen, GuideRules rules) =>
        MathF.Abs(seen.Faces[0].Keypoints.Turn) < rules.FrontalTurn ? null : GuideCode.TurnBack;
}

/// <summary>Counts what was wrong with pictures.</summary>
internal readonly record struct ComplaintTally
{
    private static readonly ImmutableArray<int> None = [.. new int[Enum.GetValues<GuideCode>().Length]];

    private readonly ImmutableArray<int> _counts;

    private ComplaintTally(ImmutableArray<int> counts) => _counts = counts;

    private ImmutableArray<int> Counts => _counts.IsDefault ? None : _counts;

    /// <summary>The tally with one more complaint.</summary>
    public ComplaintTally With(GuideCode complaint) =>
        new(Counts.SetItem((int)complaint, Counts[(int)complaint] + 1));

    /// <summary>How often there was this complaint.</summary>
    public int Of(GuideCode complaint) => Counts[(int)complaint];

    /// <summary>
    /// The most frequent complaint as a reason, the more important one of equals; <c>null</c> if there was no complaint.
    /// </summary>
    public GuideReason? Worst()
    {
        var max = Counts.Max();
        return max == 0 ? null : ReasonFor((GuideCode)Counts.IndexOf(max));
    }

    private static GuideReason ReasonFor(GuideCode complaint) => complaint switch
    {
        GuideCode.NoFace => GuideReason.NoFace,
        GuideCode.MoreThanOneFace => GuideReason.MoreThanOneFace,
        GuideCode.TooFar => GuideReason.TooFar,
        GuideCode.TooNear => GuideReason.TooNear,
        GuideCode.NotInFrame => GuideReason.NotInFrame,
        GuideCode.TooDark => GuideReason.TooDark,
        GuideCode.Upright => GuideReason.NotUpright,
        GuideCode.HoldStill => GuideReason.NotStill,
        GuideCode.ShowBackground => GuideReason.BlankBackground,
        GuideCode.TurnBack => GuideReason.NotAhead,
        GuideCode.UncoverFace => GuideReason.FaceCovered,
        GuideCode.TurnLeft or GuideCode.TurnRight or GuideCode.Done or _ =>
            throw new ArgumentOutOfRangeException(nameof(complaint), complaint, "This code is guidance, not a complaint."),
    };
}
