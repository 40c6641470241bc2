namespace Actors.WebRtc.Stun;

/// <summary>
/// The attributes that are understood (RFC 8489, section 18.3; RFC 8445, section 20.2). Types below 0x8000 must be
/// understood by the receiver, others may be ignored.
/// </summary>
public enum StunAttributeType
{
    /// <summary>Not an attribute.</summary>
    None = 0,

    /// <summary>The sender's address as it was seen, in the clear.</summary>
    MappedAddress = 0x0001,

    /// <summary>For whom and from whom.</summary>
    Username = 0x0006,

    /// <summary>HMAC-SHA1 of what stands before it.</summary>
    MessageIntegrity = 0x0008,

    /// <summary>Why a request failed.</summary>
    ErrorCode = 0x0009,

    /// <summary>The attributes that were not understood.</summary>
    UnknownAttributes = 0x000A,

    /// <summary>Belongs to credentials that last.</summary>
    Realm = 0x0014,

    /// <summary>Belongs to credentials that last.</summary>
    Nonce = 0x0015,

    /// <summary>The sender's address as it was seen, hidden from well-meaning routers.</summary>
    XorMappedAddress = 0x0020,

    /// <summary>The priority a candidate learnt from this check would have.</summary>
    Priority = 0x0024,

    /// <summary>The pair shall be used.</summary>
    UseCandidate = 0x0025,

    /// <summary>A name of the software.</summary>
    Software = 0x8022,

    /// <summary>CRC-32 of what stands before it.</summary>
    Fingerprint = 0x8028,

    /// <summary>The sender is controlled.</summary>
    IceControlled = 0x8029,

    /// <summary>The sender controls.</summary>
    IceControlling = 0x802A,
}
