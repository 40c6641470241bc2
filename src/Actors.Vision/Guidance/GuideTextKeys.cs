namespace Actors.Vision.Guidance;

/// <summary>The names that the texts of the guide have in the catalogue.</summary>
public static class GuideTextKeys
{
    public const string NoFace = "call.guide.no-face";
    public const string MoreThanOneFace = "call.guide.more-than-one-face";
    public const string TooFar = "call.guide.too-far";
    public const string TooNear = "call.guide.too-near";
    public const string NotInFrame = "call.guide.not-in-frame";
    public const string TooDark = "call.guide.too-dark";
    public const string Upright = "call.guide.upright";
    public const string HoldStill = "call.guide.hold-still";
    public const string ShowBackground = "call.guide.show-background";
    public const string TurnLeft = "call.guide.turn-left";
    public const string TurnRight = "call.guide.turn-right";
    public const string TurnBack = "call.guide.turn-back";

    public const string Done = "call.guide.done";

    /// <summary>The name of the text for a code.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such code.</exception>
    public static string Of(GuideCode code) => code switch
    {
        GuideCode.NoFace => NoFace,
        GuideCode.MoreThanOneFace => MoreThanOneFace,
        GuideCode.TooFar => TooFar,
        GuideCode.TooNear => TooNear,
        GuideCode.NotInFrame => NotInFrame,
        GuideCode.TooDark => TooDark,
        GuideCode.Upright => Upright,
        GuideCode.HoldStill => HoldStill,
        GuideCode.ShowBackground => ShowBackground,
        GuideCode.TurnLeft => TurnLeft,
        GuideCode.TurnRight => TurnRight,
        GuideCode.TurnBack => TurnBack,
        GuideCode.Done => Done,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "There is no such code."),
    };
}
