namespace Actors.WebRtc.Rtp;

/// <summary>What an RTCP packet is (RFC 3550, section 12.1; RFC 4585, section 6.1).</summary>
public enum RtcpPacketType : byte
{
    /// <summary>A sender report.</summary>
    SenderReport = 200,

    /// <summary>A receiver report.</summary>
    ReceiverReport = 201,

    /// <summary>Who a source is.</summary>
    SourceDescription = 202,

    /// <summary>A source leaves.</summary>
    Goodbye = 203,

    /// <summary>Of an application.</summary>
    Application = 204,

    /// <summary>Feedback about the transport: generic NACK.</summary>
    TransportFeedback = 205,

    /// <summary>Feedback about the payload: PLI, FIR, REMB.</summary>
    PayloadFeedback = 206,
}
