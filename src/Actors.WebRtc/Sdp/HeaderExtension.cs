namespace Actors.WebRtc.Sdp;

/// <summary>A header extension (RFC 8285, section 5).</summary>
/// <param name="Id">Its number in packets.</param>
/// <param name="Uri">What it is.</param>
public sealed record HeaderExtension(int Id, string Uri);
