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
}
