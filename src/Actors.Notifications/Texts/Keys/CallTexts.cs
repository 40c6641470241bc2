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

    /// <summary>The machine is to blame, never the person.</summary>
    public static TextKey CouldNotTell { get; } = new("call.could-not-tell");

    public static TextKey QueuedTitle { get; } = new("call.queued-title");

    /// <summary>The place in the queue is not known yet.</summary>
    public static TextKey Queued { get; } = new("call.queued");

    public static TextKey PassedTitle { get; } = new("call.passed-title");

    public static TextKey StaffTitle { get; } = new("call.staff-title");

    public static TextKey StaffCall { get; } = new("call.staff-call");

    public static TextKey EndedTitle { get; } = new("call.ended-title");

    public static TextKey StayOver { get; } = new("call.stay-over");

    /// <summary>The person had asked to be called, and then did not want to be.</summary>
    public static TextKey Withdrawn { get; } = new("call.withdrawn");
}
