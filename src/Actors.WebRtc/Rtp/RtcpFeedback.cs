namespace Actors.WebRtc.Rtp;

/// <summary>Kinds of feedback.</summary>
internal static class RtcpFeedback
{
    /// <summary>Of the transport: packets are missing (RFC 4585, section 6.2.1).</summary>
    public const byte Nack = 1;

    /// <summary>Of the payload: the picture is broken (RFC 4585, section 6.3.1).</summary>
    public const byte PictureLoss = 1;

    /// <summary>Of the payload: a key frame is wanted (RFC 5104, section 4.3.1).</summary>
    public const byte FullIntraRequest = 4;

    /// <summary>Of the payload: of an application; REMB is one.</summary>
    public const byte Application = 15;
}
