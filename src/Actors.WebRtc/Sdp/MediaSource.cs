namespace Actors.WebRtc.Sdp;

/// <summary>A source of packets (RFC 5576, section 4.1).</summary>
/// <param name="Ssrc">Its number.</param>
/// <param name="CanonicalName">Whose it is, if that is said.</param>
public sealed record MediaSource(uint Ssrc, string? CanonicalName);
