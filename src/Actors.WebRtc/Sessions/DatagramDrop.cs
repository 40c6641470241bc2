namespace Actors.WebRtc.Sessions;

/// <summary>Why a datagram was dropped.</summary>
internal enum DatagramDrop
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>It is neither STUN nor DTLS nor SRTP by its first byte (RFC 7983), empty, or too long.</summary>
    Unknown = 1,

    /// <summary>STUN that is not well-formed, or neither a request nor an answer that is waited for.</summary>
    BadStun = 2,

    /// <summary>A check for no call of ours.</summary>
    NoSuchCall = 3,

    /// <summary>A check that was refused.</summary>
    Unauthorized = 4,

    /// <summary>A check from an address from which another call speaks.</summary>
    AddressTaken = 5,

    /// <summary>DTLS or SRTP from an address of no call.</summary>
    UnknownAddress = 6,

    /// <summary>Media before there are keys.</summary>
    BeforeKeys = 7,

    /// <summary>SRTP that came before, or is too old.</summary>
    Replay = 8,

    /// <summary>SRTP that the phone did not make.</summary>
    Unauthentic = 9,

    /// <summary>Not RTP or RTCP once its protection is off.</summary>
    Malformed = 10,

    /// <summary>Media of a payload type or stream that was not agreed on.</summary>
    OtherStream = 11,

    /// <summary>The call is over.</summary>
    CallOver = 12,

    /// <summary>Something unexpected happened; it is logged.</summary>
    Fault = 13,
}
