using System.Buffers.Binary;
using Actors.WebRtc.Native;
using Actors.WebRtc.Rtp;

namespace Actors.WebRtc.Srtp;

/// <summary>The result of protecting or unprotecting a packet.</summary>
public enum SrtpResult
{
    /// <summary>The packet is protected, or authentic and in clear.</summary>
    Ok,

    /// <summary>
    /// The packet's index was used before or is older than the replay window (RFC 3711, section 3.3.2). When sending, a
    /// second packet with the same index would reveal the key stream.
    /// </summary>
    Replay,

    /// <summary>The authentication tag does not match. The content of the buffer is undefined.</summary>
    Auth,

    /// <summary>Not an RTP or RTCP packet.</summary>
    Malformed,

    /// <summary>The packet belongs to one stream more than <see cref="SrtpSession.MaxSources"/>.</summary>
    TooManySources,

    /// <summary>The key has protected as many packets as it may (RFC 3711, section 9.2).</summary>
    KeyExhausted,
}

/// <summary>
/// Protects and unprotects the RTP and RTCP packets of one call in place (RFC 3711), by <c>libsrtp2</c>. Not thread-safe.
/// </summary>
/// <remarks>
/// The first sequence number of a sent stream should be below 2¹⁵. Otherwise a receiver that loses packets around the first
/// wrap to 0 guesses the roll-over counter wrong and authenticates nothing (RFC 3711, section 3.3.1).
/// </remarks>
public sealed class SrtpSession : IDisposable
{
    /// <summary>
    /// The largest number of streams in each direction; libsrtp2 keeps state for each. A phone sends one, and another each
    /// time it restarts its camera.
    /// </summary>
    public const int MaxSources = 16;

    /// <summary>
    /// How many packets one may be late by. RFC 3711, section 3.3.2, asks for at least 64; this is a second of video at
    /// 10 Mbit/s.
    /// </summary>
    public const int ReplayWindow = 1024;

    private const int RtcpHeaderLength = 8;
    private const int RtpVersion = 2;

    private readonly SrtpHandle _outbound;
    private readonly SrtpHandle _inbound;
    private readonly List<uint> _sent = new(1);
    private readonly List<uint> _received = new(1);

    /// <summary>Creates a session with a copy of the keys.</summary>
    /// <exception cref="InvalidOperationException">libsrtp2 fails, such as when it was built without AES-GCM.</exception>
    public SrtpSession(SrtpKeys keys)
    {
        _outbound = SrtpHandle.Open(keys.Profile, keys.Local, isInbound: false);
        _inbound = SrtpHandle.Open(keys.Profile, keys.Remote, isInbound: true);
    }

    /// <summary>Encrypts an RTP packet at the start of the buffer and appends its tag.</summary>
    /// <param name="buffer">
    /// The packet, with at least <see cref="SrtpProfileParameters.MaxTrailerLength"/> bytes of room behind it.
    /// </param>
    /// <param name="length">Bytes of the packet; on success, bytes to send.</param>
    /// <exception cref="ArgumentException">The buffer lacks the room.</exception>
    public SrtpResult ProtectRtp(Span<byte> buffer, ref int length)
    {
        RequireRoom(buffer, length);
        var ssrc = ReadRtpSsrc(buffer[..length]);
        return Refusal(_sent, ssrc) ?? Remember(_sent, ssrc, _outbound.ProtectRtp(buffer, ref length));
    }

    /// <summary>Encrypts a compound or reduced-size RTCP packet (RFC 5506) and appends tag and index.</summary>
    /// <param name="buffer">
    /// The packet, with at least <see cref="SrtpProfileParameters.MaxTrailerLength"/> bytes of room behind it.
    /// </param>
    /// <param name="length">Bytes of the packet; on success, bytes to send.</param>
    /// <exception cref="ArgumentException">The buffer lacks the room.</exception>
    public SrtpResult ProtectRtcp(Span<byte> buffer, ref int length)
    {
        RequireRoom(buffer, length);
        var ssrc = ReadRtcpSsrc(buffer[..length]);
        return Refusal(_sent, ssrc) ?? Remember(_sent, ssrc, _outbound.ProtectRtcp(buffer, ref length));
    }

    /// <summary>Authenticates and decrypts a received SRTP packet. Never throws.</summary>
    /// <param name="packet">The received packet. Its content is undefined unless the result is Ok.</param>
    /// <param name="length">Bytes of the RTP packet at the start of the buffer; 0 unless the result is Ok.</param>
    public SrtpResult UnprotectRtp(Span<byte> packet, out int length)
    {
        length = 0;
        var ssrc = ReadRtpSsrc(packet);
        return Refusal(_received, ssrc) ?? Remember(_received, ssrc, _inbound.UnprotectRtp(packet, out length));
    }

    /// <summary>Authenticates and decrypts a received SRTCP packet. Never throws.</summary>
    /// <param name="packet">The received packet. Its content is undefined unless the result is Ok.</param>
    /// <param name="length">Bytes of the RTCP packet at the start of the buffer; 0 unless the result is Ok.</param>
    public SrtpResult UnprotectRtcp(Span<byte> packet, out int length)
    {
        length = 0;
        var ssrc = ReadRtcpSsrc(packet);
        return Refusal(_received, ssrc) ?? Remember(_received, ssrc, _inbound.UnprotectRtcp(packet, out length));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outbound.Dispose();
        _inbound.Dispose();
    }

    private static void RequireRoom(ReadOnlySpan<byte> buffer, int length)
    {
        if (length < 0 || buffer.Length - SrtpProfileParameters.MaxTrailerLength < length)
        {
            throw new ArgumentException(
                $"A buffer of {buffer.Length} bytes has no room for the trailer of a packet of {length}.");
        }
    }

    /// <summary>Why a packet is not given to libsrtp2; null if it is.</summary>
    private static SrtpResult? Refusal(List<uint> sources, uint? ssrc) =>
        ssrc is not { } known ? SrtpResult.Malformed
        : sources.Count < MaxSources || sources.Contains(known) ? null
        : SrtpResult.TooManySources;

    /// <summary>Counts the stream of an authentic packet. Forged packets do not use up <see cref="MaxSources"/>.</summary>
    private static SrtpResult Remember(List<uint> sources, uint? ssrc, SrtpResult result)
    {
        if (result == SrtpResult.Ok && ssrc is { } known && !sources.Contains(known))
        {
            sources.Add(known);
        }

        return result;
    }

    /// <summary>The SSRC in the header of an RTP packet (RFC 3550, section 5.1); null if there is no such header.</summary>
    private static uint? ReadRtpSsrc(ReadOnlySpan<byte> packet) =>
        RtpHeader.TryReadLength(packet, out _) ? BinaryPrimitives.ReadUInt32BigEndian(packet[8..]) : null;

    /// <summary>The SSRC in the header of an RTCP packet (RFC 3550, section 6.1); null if there is no such header.</summary>
    private static uint? ReadRtcpSsrc(ReadOnlySpan<byte> packet) =>
        packet.Length >= RtcpHeaderLength && packet[0] >> 6 == RtpVersion
            ? BinaryPrimitives.ReadUInt32BigEndian(packet[4..])
            : null;
}
