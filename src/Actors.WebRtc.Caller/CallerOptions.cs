using System.Net;
using Actors.WebRtc.Ice;

namespace Actors.WebRtc.Caller;

/// <summary>How a caller behaves.</summary>
public sealed record CallerOptions
{
    /// <summary>The address of ours that is spoken from.</summary>
    public IPAddress LocalAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Whether video is sent once the call is connected. Default yes.</summary>
    public bool SendsVideo { get; init; } = true;

    /// <summary>Whether our address stands in the offer; otherwise it comes later. Default yes.</summary>
    public bool TellsAddress { get; init; } = true;

    /// <summary>The frame of the film that is sent first; from there the next key frame.</summary>
    public int FirstFrame { get; init; }

    /// <summary>The times of checks.</summary>
    public IceTimings Timings { get; init; } = new();
}
