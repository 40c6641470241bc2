namespace Actors.WebRtc.Ice;

/// <summary>How somebody came to know a candidate (RFC 8445, section 5.1.1).</summary>
public enum IceCandidateKind
{
    /// <summary>An address of the machine itself.</summary>
    Host = 0,

    /// <summary>An address as a STUN server saw it.</summary>
    ServerReflexive = 1,

    /// <summary>An address as the other side saw it.</summary>
    PeerReflexive = 2,

    /// <summary>An address of a relay.</summary>
    Relayed = 3,
}
