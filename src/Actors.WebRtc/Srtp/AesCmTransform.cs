using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Actors.WebRtc.Srtp;

/// <summary>AES-128 in counter mode with 80 bits of HMAC-SHA1 (RFC 3711, sections 4.1.1 and 4.2.1).</summary>
internal sealed class AesCmTransform(SrtpSessionKey rtp, SrtpSessionKey rtcp) : SrtpTransform
{
    private const int HmacTagLength = 10;
    private const int HmacLength = 20;

    private readonly AesCounterMode _rtp = new(rtp.Encryption, rtp.Salt);
    private readonly AesCounterMode _rtcp = new(rtcp.Encryption, rtcp.Salt);
    private readonly IncrementalHash _rtpHmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, rtp.Authentication);
    private readonly IncrementalHash _rtcpHmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, rtcp.Authentication);

    /// <inheritdoc/>
    public override int TagLength => HmacTagLength;

    /// <inheritdoc/>
    public override void ProtectRtp(Span<byte> buffer, int length, SrtpHeader header, ulong index)
    {
        _rtp.Apply(buffer[header.Length..length], header.Ssrc, index);
        Span<byte> hmac = stackalloc byte[HmacLength];
        HashRtp(buffer[..length], index, hmac);
        hmac[..HmacTagLength].CopyTo(buffer[length..]);
    }

    /// <inheritdoc/>
    public override bool UnprotectRtp(Span<byte> packet, SrtpHeader header, ulong index)
    {
        var clear = packet[..^HmacTagLength];
        Span<byte> hmac = stackalloc byte[HmacLength];
        HashRtp(clear, index, hmac);
        if (!CryptographicOperations.FixedTimeEquals(hmac[..HmacTagLength], packet[^HmacTagLength..]))
        {
            return false;
        }

        _rtp.Apply(clear[header.Length..], header.Ssrc, index);
        return true;
    }

    /// <inheritdoc/>
    public override void ProtectRtcp(Span<byte> buffer, int length, SrtpHeader header, uint indexWord)
    {
        _rtcp.Apply(buffer[header.Length..length], header.Ssrc, IndexOf(indexWord));
        BinaryPrimitives.WriteUInt32BigEndian(buffer[length..], indexWord);
        Span<byte> hmac = stackalloc byte[HmacLength];
        HashRtcp(buffer[..(length + IndexWordLength)], hmac);
        hmac[..HmacTagLength].CopyTo(buffer[(length + IndexWordLength)..]);
    }

    /// <inheritdoc/>
    public override bool UnprotectRtcp(Span<byte> packet, SrtpHeader header, uint indexWord)
    {
        Span<byte> hmac = stackalloc byte[HmacLength];
        HashRtcp(packet[..^HmacTagLength], hmac);
        if (!CryptographicOperations.FixedTimeEquals(hmac[..HmacTagLength], packet[^HmacTagLength..]))
        {
            return false;
        }

        if ((indexWord & EncryptedBit) != 0)
        {
            _rtcp.Apply(packet[header.Length..^RtcpTrailerLength], header.Ssrc, IndexOf(indexWord));
        }

        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
        _rtpHmac.Dispose();
        _rtcpHmac.Dispose();
    }

    /// <inheritdoc/>
    protected override int IndexWordOffset(int protectedLength) => protectedLength - RtcpTrailerLength;

    /// <summary>Section 4.2: over the packet and the roll-over counter, which is not sent.</summary>
    private void HashRtp(ReadOnlySpan<byte> packet, ulong index, Span<byte> hmac)
    {
        Span<byte> rollOver = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(rollOver, (uint)(index >> 16));
        _rtpHmac.AppendData(packet);
        _rtpHmac.AppendData(rollOver);
        _rtpHmac.GetHashAndReset(hmac);
    }

    private void HashRtcp(ReadOnlySpan<byte> packet, Span<byte> hmac)
    {
        _rtcpHmac.AppendData(packet);
        _rtcpHmac.GetHashAndReset(hmac);
    }
}
