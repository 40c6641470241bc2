namespace Actors.Vision.Guidance;

/// <summary>
/// The limits of <see cref="GuideJudgement"/>. The defaults come from SPEC V4 and from measurements
/// (<c>models/MODEL-CARD.md</c>), for about two pictures per second.
/// </summary>
public sealed record GuideRules
{
    /// <summary>How many of the last <see cref="WindowFrames"/> pictures must be good to leave the first stage.</summary>
    public int GoodFrames { get; init; } = 6;

    /// <summary>Pictures in the window, at most <see cref="Limits.WindowObservations"/>.</summary>
    public int WindowFrames { get; init; } = 8;

    /// <summary>The least width of the face, in parts of the longer side of the picture.</summary>
    public float MinFaceWidth { get; init; } = 0.20f;

    /// <summary>The greatest width of the face, in parts of the longer side of the picture.</summary>
    public float MaxFaceWidth { get; init; } = 0.60f;

    /// <summary>By how much the face may exceed the two widths while the head turns, in parts of them.</summary>
    public float WidthToleranceInTurn { get; init; } = 0.25f;

    /// <summary>The greatest horizontal distance from the face's middle to the picture's, in parts of its width.</summary>
    public float MaxOffCentreX { get; init; } = 0.20f;

    /// <summary>The greatest vertical distance from the face's middle to the picture's, in parts of its height.</summary>
    public float MaxOffCentreY { get; init; } = 0.25f;

    /// <summary>How far the face may extend beyond the picture, in parts of its own width.</summary>
    public float MaxOutside { get; init; } = 0.05f;

    /// <summary>How far the head may lean, in degrees.</summary>
    public float MaxRollDegrees { get; init; } = 20;

    /// <summary>
    /// A head turned less than this looks ahead. The limit is strict because a tilted flat picture adds up to 0.26, which
    /// must not reach <see cref="ChallengeTurn"/>.
    /// </summary>
    public float FrontalTurn { get; init; } = 0.15f;

    /// <summary>A head turned this much or more counts as turned: about 35°. Flat pictures stay below 0.26.</summary>
    public float ChallengeTurn { get; init; } = 0.45f;

    /// <summary>Pictures in a row that must show the head turned.</summary>
    public int TurnedFrames { get; init; } = 3;

    /// <summary>Pictures in a row that must show the head looking ahead again.</summary>
    public int ReturnedFrames { get; init; } = 2;

    /// <summary>Whether cameras send mirrored pictures. Phones mirror the preview only.</summary>
    public bool IsMirrored { get; init; }

    /// <summary>
    /// The least mean luma of a face; 16 is black. The limit is low so that it depends on light and not on skin.
    /// </summary>
    public float MinFaceLuma { get; init; } = 32;

    /// <summary>The least luma of the brightest tenth of the picture; 16 is black.</summary>
    public float MinBrightLuma { get; init; } = 50;

    /// <summary>The least variance of the Laplacian over the face. Sharp faces have 150 or more, faint ones 4.</summary>
    public float MinSharpness { get; init; } = 8;

    /// <summary>How far the face may move between two pictures, in parts of its width.</summary>
    public float MaxMove { get; init; } = 0.5f;

    /// <summary>
    /// The least standard deviation of luma behind the person, in parts of the brightness. A narrow room has 0.07, a
    /// white wall 0.04 and less.
    /// </summary>
    public float MinBackgroundSpread { get; init; } = 0.04f;

    /// <summary>
    /// The least length of edges behind the person, in widths of the face. A narrow room has 0.3 and more, a white wall 0.
    /// </summary>
    public float MinBackgroundEdges { get; init; } = 0.1f;

    /// <summary>
    /// A face whose nose and mouth both have less of the tint of skin than this, in parts of the forehead's, is covered.
    /// Bare faces have 0.75 and more, masks 0.1 and less.
    /// </summary>
    public float MinBareness { get; init; } = 0.4f;

    /// <summary>How often another text must be right before it takes the place of the one that is shown.</summary>
    public int SteadyFrames { get; init; } = 3;

    /// <summary>How long a text must have been wrong before another one takes its place.</summary>
    public TimeSpan SteadyTime { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// A face whose points never move more than this between two pictures, in parts of its width, is a still picture.
    /// </summary>
    public float StillMove { get; init; } = 0.004f;

    /// <summary>A film that never changes by more than this mean luma between two pictures is a still picture.</summary>
    public float StillChange { get; init; } = 0.5f;

    /// <summary>Pictures in a row without a face, while the head turns, after which the judgement restarts.</summary>
    public int LostFrames { get; init; } = 4;

    /// <summary>Time without a picture after which the judgement restarts, because the person may be another one.</summary>
    public TimeSpan MaxGap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time from the start to the deadline. In a call the rules of the programme set it.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>With fewer pictures than this the outcome is unknown, not failed.</summary>
    public int MinObservations { get; init; } = 10;

    /// <summary>Failures of the detector in a row after which the judgement closes.</summary>
    public int MaxDetectorFailures { get; init; } = 6;

    /// <summary>The contradictions between the rules; empty if the rules are valid.</summary>
    public IEnumerable<string> Problems()
    {
        var checks = new (bool IsMet, string Problem)[]
        {
            (GoodFrames >= 1 && GoodFrames <= WindowFrames, "GoodFrames must be 1 to WindowFrames."),
            (WindowFrames <= Limits.WindowObservations, $"WindowFrames must be at most {Limits.WindowObservations}."),
            (MinFaceWidth > 0 && MinFaceWidth < MaxFaceWidth && MaxFaceWidth <= 1,
                "Face widths must be 0 < MinFaceWidth < MaxFaceWidth ≤ 1."),
            (WidthToleranceInTurn is >= 0 and < 1, "WidthToleranceInTurn must be 0 or more and less than 1."),
            (MaxOffCentreX > 0 && MaxOffCentreY > 0 && MaxOutside >= 0,
                "MaxOffCentreX and MaxOffCentreY must be more than 0, MaxOutside 0 or more."),
            (MaxRollDegrees is > 0 and <= 90, "MaxRollDegrees must be more than 0 and at most 90."),
            (FrontalTurn > 0 && FrontalTurn < ChallengeTurn, "FrontalTurn must be more than 0 and less than ChallengeTurn."),
            (TurnedFrames >= 1 && ReturnedFrames >= 1 && LostFrames >= 1,
                "TurnedFrames, ReturnedFrames and LostFrames must be 1 or more."),
            (MaxMove > 0 && StillMove >= 0 && StillChange >= 0,
                "MaxMove must be more than 0, StillMove and StillChange 0 or more."),
            (MaxGap > TimeSpan.Zero && TimeLimit > MaxGap, "TimeLimit must be longer than MaxGap, and MaxGap longer than 0."),
            (SteadyFrames >= 1 && SteadyTime >= TimeSpan.Zero, "SteadyFrames must be 1 or more, SteadyTime 0 or more."),
            (MinObservations >= 1 && MaxDetectorFailures >= 1, "MinObservations and MaxDetectorFailures must be 1 or more."),
        };
        return checks.Where(check => !check.IsMet).Select(check => check.Problem);
    }
}
