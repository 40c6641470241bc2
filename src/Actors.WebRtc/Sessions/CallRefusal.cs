namespace Actors.WebRtc.Sessions;

/// <summary>Why a call is not answered.</summary>
public enum CallRefusal
{
    /// <summary>There are as many calls as there may be.</summary>
    Full = 0,

    /// <summary>The endpoint stops, or has stopped.</summary>
    Stopping = 1,
}
