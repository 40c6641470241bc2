namespace Actors.WebRtc.Caller.Sdp;

/// <summary>The video that a caller offers to send.</summary>
/// <param name="Ssrc">The number of its source.</param>
/// <param name="CanonicalName">Whose it is (RFC 3550, section 6.5.1): a random name, a token.</param>
public sealed record OfferedVideo(uint Ssrc, string CanonicalName)
{
    /// <summary>The name of the medium.</summary>
    public string Mid { get; init; } = "0";

    /// <summary>What its packets are marked with: 96 to 127.</summary>
    public byte PayloadType { get; init; } = 96;
}
