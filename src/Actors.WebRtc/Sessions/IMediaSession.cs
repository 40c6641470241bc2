namespace Actors.WebRtc.Sessions;

/// <summary>Our end of one call with a phone. Safe for use by several threads at once.</summary>
public interface IMediaSession
{
    /// <summary>Our description of ourselves (SDP), for the phone: the latest.</summary>
    string Answer { get; }

    /// <summary>How far the call is.</summary>
    SessionState State { get; }

    /// <summary>What came in and went out until now; of a call that is over, until its end.</summary>
    SessionStatistics Statistics { get; }

    /// <summary>
    /// Takes an address that the phone tells after its offer. Phones find us without it; it helps Firefox
    /// on this machine, which waits to be spoken to.
    /// </summary>
    /// <param name="candidate">The text of the candidate; one that cannot be read or used is ignored.</param>
    void AddCandidate(string candidate);

    /// <summary>
    /// The phone describes itself anew in the same session, as it does when it has left one network for another (RFC 8445,
    /// section 2.4). Keys and pictures go on.
    /// </summary>
    /// <param name="offer">The phone's description of itself (SDP).</param>
    /// <returns>Our answer. Null: it is another session, or another video, and needs a call of its own.</returns>
    /// <exception cref="Sdp.SdpException">The offer cannot be read, or nothing in it suits us.</exception>
    string? Renegotiate(string offer);

    /// <summary>Ends the call and tells the phone. Of a call that is over it does nothing.</summary>
    void Close();
}
