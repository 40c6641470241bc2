using System.Collections.Immutable;

namespace Actors.Vision.Guidance;

/// <summary>Counts what was wrong with the pictures of the stage <see cref="GuideStage.Framing"/>.</summary>
internal readonly record struct ComplaintTally
{
    private static readonly ImmutableArray<int> None = [.. new int[Enum.GetValues<GuideCode>().Length]];

    private readonly ImmutableArray<int> _counts;

    private ComplaintTally(ImmutableArray<int> counts) => _counts = counts;

    private ImmutableArray<int> Counts => _counts.IsDefault ? None : _counts;

    /// <summary>The tally with one more complaint.</summary>
    public ComplaintTally With(GuideCode complaint) =>
        new(Counts.SetItem((int)complaint, Counts[(int)complaint] + 1));

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
        GuideCode.TurnLeft or GuideCode.TurnRight or GuideCode.Done or _ =>
            throw new ArgumentOutOfRangeException(nameof(complaint), complaint, "This code is guidance, not a complaint."),
    };
}
