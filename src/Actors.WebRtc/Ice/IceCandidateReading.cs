namespace Actors.WebRtc.Ice;

/// <summary>What became of the text of a candidate.</summary>
public enum IceCandidateReading
{
    /// <summary>It was read.</summary>
    Read = 0,

    /// <summary>Well-formed, of a transport or kind that is unknown: it is to be ignored (RFC 8839, section 5.1).</summary>
    Unsupported = 1,

    /// <summary>Not a candidate.</summary>
    Malformed = 2,
}
