using System.Collections.Immutable;

namespace Actors.Vision.Guidance;

/// <summary>How often what was wrong while the face should have come into the frame.</summary>
internal readonly record struct ComplaintTally
{
    private static readonly ImmutableArray<int> None = [.. new int[Enum.GetValues<GuideCode>().Length]];

    private readonly ImmutableArray<int> _counts;

    private ComplaintTally(ImmutableArray<int> counts) => _counts = counts;

    private ImmutableArray<int> Counts => _counts.IsDefault ? None : _counts;

    /// <summary>One more.</summary>
    public ComplaintTally With(GuideCode complaint) =>
        new(Counts.SetItem((int)complaint, Counts[(int)complaint] + 1));

    /// <summary>The reason for what was wrong most often; of equals the more important one. Null: nothing was wrong.</summary>
    public GuideReason? Worst()
    {
        var most = Counts.Max();
        return most == 0 ? null : ReasonFor((GuideCode)Counts.IndexOf(most));
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
            throw new ArgumentOutOfRangeException(nameof(complaint), complaint, "Nobody complains of this."),
    };
}
