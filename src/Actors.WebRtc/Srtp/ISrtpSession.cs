namespace Actors.WebRtc.Srtp;

/// <summary>
/// Protects what one call sends and takes the protection off what it receives, in place (RFC 3711). Both directions and both
/// RTP and RTCP. Not safe for use by several threads at once: whoever owns the call serializes.
/// </summary>
/// <remarks>
/// The first sequence number of a sent stream should be under 2¹⁵: a receiver that misses packets around the first wrap to 0
/// would otherwise guess the roll-over counter wrong and never authenticate anything (RFC 3711, section 3.3.1).
/// </remarks>
public interface ISrtpSession : IDisposable
{
    /// <summary>Encrypts an RTP packet at the start of the buffer and puts its tag behind it.</summary>
    /// <param name="buffer">
    /// The packet and at least <see cref="SrtpProfileParameters.LongestTrailer"/> bytes of room.
    /// </param>
    /// <param name="length">Bytes of the packet; when it went well, bytes to send.</param>
    /// <exception cref="ArgumentException">The buffer lacks the room.</exception>
    SrtpResult ProtectRtp(Span<byte> buffer, ref int length);

    /// <summary>Encrypts a compound or reduced-size RTCP packet (RFC 5506) and puts tag and index behind it.</summary>
    /// <param name="buffer">
    /// The packet and at least <see cref="SrtpProfileParameters.LongestTrailer"/> bytes of room.
    /// </param>
    /// <param name="length">Bytes of the packet; when it went well, bytes to send.</param>
    /// <exception cref="ArgumentException">The buffer lacks the room.</exception>
    SrtpResult ProtectRtcp(Span<byte> buffer, ref int length);

    /// <summary>Checks and decrypts a received SRTP packet. Never throws, whatever was received.</summary>
    /// <param name="packet">What was received. When it did not go well, what it holds afterwards is undefined.</param>
    /// <param name="length">When it went well: bytes of the RTP packet at the start of the buffer; otherwise 0.</param>
    SrtpResult UnprotectRtp(Span<byte> packet, out int length);

    /// <summary>Checks and decrypts a received SRTCP packet. Never throws, whatever was received.</summary>
    /// <param name="packet">What was received. When it did not go well, what it holds afterwards is undefined.</param>
    /// <param name="length">When it went well: bytes of the RTCP packet at the start of the buffer; otherwise 0.</param>
    SrtpResult UnprotectRtcp(Span<byte> packet, out int length);
}
