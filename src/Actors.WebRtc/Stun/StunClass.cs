namespace Actors.WebRtc.Stun;

/// <summary>What a message is within its transaction (RFC 8489, section 5).</summary>
public enum StunClass
{
    /// <summary>Asks, and expects an answer.</summary>
    Request = 0,

    /// <summary>Tells, and expects none.</summary>
    Indication = 1,

    /// <summary>The answer to a request that was carried out.</summary>
    Success = 2,

    /// <summary>The answer to a request that was not.</summary>
    Error = 3,
}
