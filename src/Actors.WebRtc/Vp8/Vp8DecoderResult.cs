namespace Actors.WebRtc.Vp8;

/// <summary>What became of a frame.</summary>
public enum Vp8DecoderResult
{
    /// <summary>There is a picture.</summary>
    Picture,

    /// <summary>The frame is meant for reference only and shows nothing (RFC 6386, section 9.1, <c>show_frame</c>).</summary>
    NoPicture,

    /// <summary>It builds on frames that the decoder does not have: ask for a key frame.</summary>
    NeedsKeyFrame,

    /// <summary>It is no frame of VP8, or is broken: ask for a key frame.</summary>
    Malformed,

    /// <summary>It has more pixels than are allowed, and was not decoded.</summary>
    TooLarge,
}
