namespace Actors.WebRtc.Calls;

/// <summary>Our end of one call with a phone. Safe for use by several threads at once.</summary>
public interface ICallLeg
{
    /// <summary>Our description of ourselves (SDP), for the phone.</summary>
    string Answer { get; }

    /// <summary>How far the call is.</summary>
    CallLegState State { get; }

    /// <summary>What came in and went out until now; of a call that is over, until its end.</summary>
    CallLegStatistics Statistics { get; }

    /// <summary>
    /// Takes an address that the phone tells after its offer. Phones find us without it; it helps Firefox
    /// on this machine, which waits to be spoken to.
    /// </summary>
    /// <param name="candidate">The text of the candidate; one that cannot be read or used is ignored.</param>
    void AddCandidate(string candidate);

    /// <summary>Ends the call and tells the phone. Of a call that is over it does nothing.</summary>
    void Close();
}
