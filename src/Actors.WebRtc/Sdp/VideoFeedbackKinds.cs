namespace Actors.WebRtc.Sdp;

/// <summary>How kinds of feedback are written (RFC 4585, section 4.2).</summary>
internal static class VideoFeedbackKinds
{
    private static readonly (VideoFeedback Flag, string Text)[] Kinds =
    [
        (VideoFeedback.Nack, "nack"),
        (VideoFeedback.PictureLoss, "nack pli"),
        (VideoFeedback.FullIntraRequest, "ccm fir"),
        (VideoFeedback.BitrateLimit, "goog-remb"),
    ];

    /// <summary>Those that a medium has for a payload type.</summary>
    public static VideoFeedback Of(MediaDescription media, byte payloadType) => Kinds
        .Where(kind => media.HasFeedback(payloadType, kind.Text))
        .Aggregate(VideoFeedback.None, (flags, kind) => flags | kind.Flag);

    /// <summary>The texts of some of them.</summary>
    public static IEnumerable<string> Texts(VideoFeedback feedback) =>
        Kinds.Where(kind => feedback.HasFlag(kind.Flag)).Select(kind => kind.Text);
}
