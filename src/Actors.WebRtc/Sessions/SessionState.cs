namespace Actors.WebRtc.Sessions;

/// <summary>How far a call is.</summary>
public enum SessionState
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
