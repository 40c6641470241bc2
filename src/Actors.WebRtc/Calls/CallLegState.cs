namespace Actors.WebRtc.Calls;

/// <summary>How far a call is.</summary>
public enum CallLegState
{
    /// <summary>Answered; nothing was heard from the phone.</summary>
    Waiting = 0,

    /// <summary>The phone speaks and shows who it is.</summary>
    Securing = 1,

    /// <summary>Media may come.</summary>
    Connected = 2,

    /// <summary>Over.</summary>
    Closed = 3,
}
