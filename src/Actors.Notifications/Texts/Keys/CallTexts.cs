namespace Actors.Notifications.Texts.Keys;

/// <summary>Video calls: before, during and after.</summary>
public static class CallTexts
{
    public static TextKey NoticeTitle { get; } = new("call.notice-title");

    /// <summary>Takes <c>minutes</c>.</summary>
    public static TextKey NoticeBody { get; } = new("call.notice-body");

    public static TextKey LocationOff { get; } = new("call.location-off");

    public static TextKey RingTitle { get; } = new("call.ring-title");

    public static TextKey RingBody { get; } = new("call.ring-body");

    public static TextKey NoSound { get; } = new("call.no-sound");

    /// <summary>Takes <c>time</c>.</summary>
    public static TextKey Retry { get; } = new("call.retry");

    public static TextKey Passed { get; } = new("call.passed");

    /// <summary>Takes <c>minutes</c>, <c>place</c>.</summary>
    public static TextKey HandedOver { get; } = new("call.handed-over");

    /// <summary>Takes <c>time</c>.</summary>
    public static TextKey CallBack { get; } = new("call.call-back");

    public static TextKey OurTrouble { get; } = new("call.our-trouble");

    /// <summary>Takes <c>time</c>.</summary>
    public static TextKey RingAgain { get; } = new("call.ring-again");

    public static TextKey WaitingTitle { get; } = new("call.waiting-title");

    public static TextKey CheckingTitle { get; } = new("call.checking-title");

    public static TextKey NextPerson { get; } = new("call.next-person");

    public static TextKey NotSeen { get; } = new("call.not-seen");

    /// <summary>The platform is to blame, not the person.</summary>
    public static TextKey CouldNotTell { get; } = new("call.could-not-tell");

    public static TextKey QueuedTitle { get; } = new("call.queued-title");

    /// <summary>The position in the queue is not known yet.</summary>
    public static TextKey Queued { get; } = new("call.queued");

    public static TextKey PassedTitle { get; } = new("call.passed-title");

    public static TextKey StaffTitle { get; } = new("call.staff-title");

    public static TextKey StaffCall { get; } = new("call.staff-call");

    public static TextKey EndedTitle { get; } = new("call.ended-title");

    public static TextKey StayOver { get; } = new("call.stay-over");

    /// <summary>The person withdrew a request to be called.</summary>
    public static TextKey Withdrawn { get; } = new("call.withdrawn");
}

/// <summary>Guidance while the camera looks, one line at a time.</summary>
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

    /// <summary>The guidance for a code. The enum has values named like the members above.</summary>
    public static TextKey Of(Enum value) => NamedTexts.Of("call.guide", value);
}
