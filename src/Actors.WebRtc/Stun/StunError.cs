namespace Actors.WebRtc.Stun;

/// <summary>Why a request was not carried out (RFC 8489, section 14.8; RFC 8445, section 7.3.1.1).</summary>
public enum StunError
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>Something that must be there is missing.</summary>
    BadRequest = 400,

    /// <summary>The name is unknown here, or the integrity check does not agree with its password.</summary>
    Unauthenticated = 401,

    /// <summary>An attribute that must be understood is not.</summary>
    UnknownAttribute = 420,

    /// <summary>Both sides claim the same role.</summary>
    RoleConflict = 487,
}
