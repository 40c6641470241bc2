namespace Actors.Vision.Guidance;

/// <summary>
/// What passes. The defaults are SPEC V4's and what was measured (<c>models/MODEL-CARD.md</c>), for about two pictures a second.
/// </summary>
public sealed record GuideRules
{
    /// <summary>How many of the last <see cref="WindowFrames"/> pictures must show one face as it should be.</summary>
    public int GoodFrames { get; init; } = 6;

    /// <summary>How many pictures are looked back on.</summary>
    public int WindowFrames { get; init; } = 8;

    /// <summary>The least width of the face, in parts of the longer side of the picture.</summary>
    public float LeastFaceWidth { get; init; } = 0.20f;

    /// <summary>The greatest width of the face, in parts of the longer side of the picture.</summary>
    public float GreatestFaceWidth { get; init; } = 0.60f;

    /// <summary>While the head turns, the face may be smaller or larger than that by this part.</summary>
    public float WidthToleranceInTurn { get; init; } = 0.25f;

    /// <summary>How far the middle of the face may be from that of the picture, in parts of its width.</summary>
    public float OffCentreX { get; init; } = 0.20f;

    /// <summary>How far the middle of the face may be from that of the picture, in parts of its height.</summary>
    public float OffCentreY { get; init; } = 0.25f;

    /// <summary>How far the face may stand out of the picture, in parts of its own width.</summary>
    public float Outside { get; init; } = 0.05f;

    /// <summary>How far the head may lean, degrees.</summary>
    public float GreatestRollDegrees { get; init; } = 20;

    /// <summary>
    /// A head turned less than this looks ahead. Strict for a reason: holding a flat picture askew adds up to 0.26, which must
    /// not lead to <see cref="ChallengeTurn"/>.
    /// </summary>
    public float FrontalTurn { get; init; } = 0.15f;

    /// <summary>A head turned this much is turned: about 35°. Flat pictures of faces stay below 0.26.</summary>
    public float ChallengeTurn { get; init; } = 0.45f;

    /// <summary>Pictures in a row that must show the head turned.</summary>
    public int TurnedFrames { get; init; } = 3;

    /// <summary>Pictures in a row that must show it looking ahead again.</summary>
    public int ReturnedFrames { get; init; } = 2;

    /// <summary>Whether cameras send what a mirror would show. Phones mirror only what they show themselves.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>
    /// The least mean luma of a face, 16 being black. Low, so that it says something about light and not about skin.
    /// </summary>
    public float LeastFaceLuma { get; init; } = 32;

    /// <summary>The least luma that a tenth of the picture must reach, 16 being black.</summary>
    public float LeastBrightLuma { get; init; } = 50;

    /// <summary>The least variance of the Laplacian over the face. Sharp ones have 150 and more, hardly visible ones 4.</summary>
    public float LeastSharpness { get; init; } = 8;

    /// <summary>How far the face may move from one picture to the next, in parts of its width.</summary>
    public float GreatestMove { get; init; } = 0.5f;

    /// <summary>
    /// The least standard deviation of luma in what is behind the person, in parts of the brightness. A room has about 0.13.
    /// </summary>
    public float LeastBackgroundSpread { get; init; } = 0.05f;

    /// <summary>The least part of what is behind the person that lies on an edge. A room has 0.02 and more.</summary>
    public float LeastBackgroundEdges { get; init; } = 0.01f;

    /// <summary>
    /// A face whose points never move more than this from one picture to the next, in parts of its width, does not live.
    /// </summary>
    public float StillMove { get; init; } = 0.004f;

    /// <summary>A picture that never changes more than this mean luma from one to the next is one picture.</summary>
    public float StillChange { get; init; } = 0.5f;

    /// <summary>Pictures in a row without a face, while the head turns, after which everything begins anew.</summary>
    public int LostFrames { get; init; } = 4;

    /// <summary>Time without a picture after which everything begins anew: somebody else may have come.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time from the first moment to the last.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>With fewer pictures than this nobody is blamed.</summary>
    public int LeastObservations { get; init; } = 10;

    /// <summary>Failures of the detector in a row after which it is not tried any longer.</summary>
    public int DetectorFailures { get; init; } = 6;

    /// <summary>What contradicts itself; nothing when the rules can be used.</summary>
    public IEnumerable<string> Problems()
    {
        var checks = new (bool IsMet, string Problem)[]
        {
            (GoodFrames >= 1 && GoodFrames <= WindowFrames, "GoodFrames is 1 to WindowFrames."),
            (WindowFrames <= Limits.WindowObservations, $"WindowFrames is at most {Limits.WindowObservations}."),
            (LeastFaceWidth > 0 && LeastFaceWidth < GreatestFaceWidth && GreatestFaceWidth <= 1,
                "Face widths are 0 < least < greatest ≤ 1."),
            (WidthToleranceInTurn is >= 0 and < 1, "WidthToleranceInTurn is 0 or more and less than 1."),
            (OffCentreX > 0 && OffCentreY > 0 && Outside >= 0,
                "OffCentreX and OffCentreY are more than 0, Outside is 0 or more."),
            (GreatestRollDegrees is > 0 and <= 90, "GreatestRollDegrees is more than 0 and at most 90."),
            (FrontalTurn > 0 && FrontalTurn < ChallengeTurn, "FrontalTurn is more than 0 and less than ChallengeTurn."),
            (TurnedFrames >= 1 && ReturnedFrames >= 1 && LostFrames >= 1,
                "TurnedFrames, ReturnedFrames and LostFrames are 1 or more."),
            (GreatestMove > 0 && StillMove >= 0 && StillChange >= 0,
                "GreatestMove is more than 0, StillMove and StillChange 0 or more."),
            (LongestGap > TimeSpan.Zero && Patience > LongestGap, "Patience is longer than LongestGap, and that longer than 0."),
            (LeastObservations >= 1 && DetectorFailures >= 1, "LeastObservations and DetectorFailures are 1 or more."),
        };
        return checks.Where(check => !check.IsMet).Select(check => check.Problem);
    }
}
