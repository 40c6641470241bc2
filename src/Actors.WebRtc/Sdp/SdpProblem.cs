namespace Actors.WebRtc.Sdp;

/// <summary>What is wrong with a description, or why two sides cannot agree.</summary>
public enum SdpProblem
{
    /// <summary>Longer, or with more of something, than is read.</summary>
    TooLong = 0,

    /// <summary>Something is not a line of a description.</summary>
    BadLine = 1,

    /// <summary>A line that must be there is missing, or stands in the wrong place.</summary>
    MissingLine = 2,

    /// <summary>A media line that cannot be read.</summary>
    BadMedia = 3,

    /// <summary>An attribute that cannot be read.</summary>
    BadAttribute = 4,

    /// <summary>An attribute or a name that may stand only once stands twice.</summary>
    Duplicate = 5,

    /// <summary>A group of media that does not fit the media.</summary>
    BadBundle = 6,

    /// <summary>No video was offered.</summary>
    NoVideo = 7,

    /// <summary>Video was offered, but not to be sent to us.</summary>
    NoSendableVideo = 8,

    /// <summary>The profile is not one of SRTP with keys by DTLS.</summary>
    UnsupportedProtocol = 9,

    /// <summary>VP8 was not offered.</summary>
    NoVp8 = 10,

    /// <summary>RTP and RTCP do not share one port.</summary>
    NoRtcpMux = 11,

    /// <summary>The other side does not say how it checks that packets arrive.</summary>
    NoIceCredentials = 12,

    /// <summary>The other side does not say which certificate it will show.</summary>
    NoFingerprint = 13,

    /// <summary>The fingerprint was made with another hash than SHA-256.</summary>
    UnsupportedFingerprint = 14,

    /// <summary>The other side leaves the wrong part of the DTLS handshake to us.</summary>
    UnsupportedSetup = 15,

    /// <summary>The answer is not one to the offer.</summary>
    AnswerMismatch = 16,

    /// <summary>The other side does not want the video.</summary>
    Refused = 17,
}
