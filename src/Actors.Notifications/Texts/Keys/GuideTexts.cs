namespace Actors.Notifications.Texts.Keys;

/// <summary>What to do while the camera looks, a line at a time.</summary>
public static class GuideTexts
{
    public static TextKey NoFace { get; } = new("call.guide.no-face");

    public static TextKey MoreThanOneFace { get; } = new("call.guide.more-than-one-face");

    public static TextKey TooFar { get; } = new("call.guide.too-far");

    public static TextKey TooNear { get; } = new("call.guide.too-near");

    public static TextKey NotInFrame { get; } = new("call.guide.not-in-frame");

    public static TextKey TooDark { get; } = new("call.guide.too-dark");

    public static TextKey Upright { get; } = new("call.guide.upright");

    public static TextKey HoldStill { get; } = new("call.guide.hold-still");

    public static TextKey ShowBackground { get; } = new("call.guide.show-background");

    public static TextKey TurnLeft { get; } = new("call.guide.turn-left");

    public static TextKey TurnRight { get; } = new("call.guide.turn-right");

    public static TextKey TurnBack { get; } = new("call.guide.turn-back");

    public static TextKey Done { get; } = new("call.guide.done");

    /// <summary>What to do; values are named as the members above.</summary>
    public static TextKey Of(Enum value) => NamedTexts.Of("call.guide", value);
}
