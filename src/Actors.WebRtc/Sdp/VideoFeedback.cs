namespace Actors.WebRtc.Sdp;

/// <summary>What a receiver of video may tell its sender, as both sides agreed.</summary>
[Flags]
public enum VideoFeedback
{
    /// <summary>Nothing but reports.</summary>
    None = 0,

    /// <summary>Packets are missing: <c>nack</c> (RFC 4585, section 6.2.1).</summary>
    Nack = 1,

    /// <summary>A picture cannot be shown: <c>nack pli</c> (RFC 4585, section 6.3.1).</summary>
    PictureLoss = 2,

    /// <summary>A key frame is wanted: <c>ccm fir</c> (RFC 5104, section 4.3.1).</summary>
    FullIntraRequest = 4,

    /// <summary>No more than so many bits a second: <c>goog-remb</c>.</summary>
    BitrateLimit = 8,

    /// <summary>All that is understood here.</summary>
    All = Nack | PictureLoss | FullIntraRequest | BitrateLimit,
}
