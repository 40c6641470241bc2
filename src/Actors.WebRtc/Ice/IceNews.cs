namespace Actors.WebRtc.Ice;

/// <summary>What a datagram changed.</summary>
[Flags]
public enum IceNews
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Its sender's address belongs to the call from now on.</summary>
    Learned = 1,

    /// <summary>The address to which packets go changed.</summary>
    Moved = 2,
}
