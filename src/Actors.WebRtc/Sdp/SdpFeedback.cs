namespace Actors.WebRtc.Sdp;

/// <summary>What a receiver may tell about a format (RFC 4585, section 4.2).</summary>
/// <param name="PayloadType">The payload type; none when it holds for all.</param>
/// <param name="Kind">Such as <c>nack</c> or <c>nack pli</c>.</param>
public sealed record SdpFeedback(byte? PayloadType, string Kind);
