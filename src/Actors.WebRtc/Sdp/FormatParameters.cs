namespace Actors.WebRtc.Sdp;

/// <summary>Parameters of a format (RFC 8866, section 6.15).</summary>
/// <param name="PayloadType">The payload type.</param>
/// <param name="Parameters">As they stand there: the format knows what they mean.</param>
public sealed record FormatParameters(byte PayloadType, string Parameters);
