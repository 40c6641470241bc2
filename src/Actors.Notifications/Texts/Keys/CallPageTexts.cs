namespace Actors.Notifications.Texts.Keys;

/// <summary>The page for trying a video call.</summary>
public static class CallPageTexts
{
    public static TextKey Heading { get; } = new("call.page.heading");

    public static TextKey Intro { get; } = new("call.page.intro");

    public static TextKey NoSound { get; } = new("call.page.no-sound");

    public static TextKey Fictional { get; } = new("call.page.fictional");

    /// <summary>Takes <c>days</c>.</summary>
    public static TextKey Privacy { get; } = new("call.page.privacy");

    public static TextKey Language { get; } = new("call.page.language");

    public static TextKey Start { get; } = new("call.page.start");

    public static TextKey OneMoment { get; } = new("call.page.one-moment");

    public static TextKey Ready { get; } = new("call.page.ready");

    public static TextKey ReadyHint { get; } = new("call.page.ready-hint");

    public static TextKey CallMe { get; } = new("call.page.call-me");

    public static TextKey CallAgain { get; } = new("call.page.call-again");

    public static TextKey StartOver { get; } = new("call.page.start-over");

    public static TextKey Answer { get; } = new("call.page.answer");

    public static TextKey Decline { get; } = new("call.page.decline");

    public static TextKey HangUp { get; } = new("call.page.hang-up");

    public static TextKey AskPerson { get; } = new("call.page.ask-person");

    public static TextKey StayOrHangUp { get; } = new("call.page.stay-or-hang-up");

    public static TextKey Sound { get; } = new("call.page.sound");

    public static TextKey TimeLeft { get; } = new("call.page.time-left");

    public static TextKey Preview { get; } = new("call.page.preview");

    public static TextKey Progress { get; } = new("call.page.progress");

    public static TextKey DeviceCheck { get; } = new("call.page.device-check");

    public static TextKey CameraOn { get; } = new("call.page.camera-on");

    public static TextKey CameraAsk { get; } = new("call.page.camera-ask");

    public static TextKey CameraDenied { get; } = new("call.page.camera-denied");

    public static TextKey NoCamera { get; } = new("call.page.no-camera");

    public static TextKey CameraBusy { get; } = new("call.page.camera-busy");

    public static TextKey LocationOn { get; } = new("call.page.location-on");

    public static TextKey LocationAsk { get; } = new("call.page.location-ask");

    public static TextKey LocationDenied { get; } = new("call.page.location-denied");

    public static TextKey TryAgain { get; } = new("call.page.try-again");

    public static TextKey Connecting { get; } = new("call.page.connecting");

    public static TextKey ConnectionLost { get; } = new("call.page.connection-lost");

    public static TextKey VideoLost { get; } = new("call.page.video-lost");

    public static TextKey NotSupported { get; } = new("call.page.not-supported");

    public static TextKey NotSecure { get; } = new("call.page.not-secure");

    public static TextKey FacePassed { get; } = new("call.page.face-passed");

    public static TextKey FaceFailed { get; } = new("call.page.face-failed");

    public static TextKey FaceUnknown { get; } = new("call.page.face-unknown");

    public static TextKey PlaceKnown { get; } = new("call.page.place-known");

    public static TextKey PlaceUnknown { get; } = new("call.page.place-unknown");
}
