using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Actors.WebRtc.Srtp;

/// <summary>AEAD_AES_128_GCM (RFC 7714).</summary>
internal sealed class AesGcmTransform(SrtpSessionKey rtp, SrtpSessionKey rtcp) : SrtpTransform
{
    private const int GcmTagLength = 16;
    private const int NonceLength = 12;

    private readonly AesGcm _rtp = new(rtp.Encryption, GcmTagLength);
    private readonly AesGcm _rtcp = new(rtcp.Encryption, GcmTagLength);
    private readonly byte[] _rtpSalt = rtp.Salt;
    private readonly byte[] _rtcpSalt = rtcp.Salt;

    /// <inheritdoc/>
    public override int TagLength => GcmTagLength;

    /// <inheritdoc/>
    public override void ProtectRtp(Span<byte> buffer, int length, SrtpHeader header, ulong index)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteRtpNonce(nonce, header.Ssrc, index);
        var body = buffer[header.Length..length];
        _rtp.Encrypt(nonce, body, body, buffer.Slice(length, GcmTagLength), buffer[..header.Length]);
    }

    /// <inheritdoc/>
    public override bool UnprotectRtp(Span<byte> packet, SrtpHeader header, ulong index)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteRtpNonce(nonce, header.Ssrc, index);
        return TryDecrypt(_rtp, nonce, packet[header.Length..^GcmTagLength], packet[^GcmTagLength..], packet[..header.Length]);
    }

    /// <inheritdoc/>
    public override void ProtectRtcp(Span<byte> buffer, int length, SrtpHeader header, uint indexWord)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteRtcpNonce(nonce, header.Ssrc, indexWord);
        Span<byte> associated = stackalloc byte[header.Length + IndexWordLength];
        WriteAssociated(associated, buffer[..header.Length], indexWord);
        var body = buffer[header.Length..length];
        _rtcp.Encrypt(nonce, body, body, buffer.Slice(length, GcmTagLength), associated);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[(length + GcmTagLength)..], indexWord);
    }

    /// <inheritdoc/>
    public override bool UnprotectRtcp(Span<byte> packet, SrtpHeader header, uint indexWord)
    {
        Span<byte> nonce = stackalloc byte[NonceLength];
        WriteRtcpNonce(nonce, header.Ssrc, indexWord);
        var length = packet.Length - RtcpTrailerLength;
        Span<byte> tag = stackalloc byte[GcmTagLength];
        packet.Slice(length, GcmTagLength).CopyTo(tag);
        if ((indexWord & EncryptedBit) == 0)
        {
            // Section 9.3: the packet and the index word are associated data, nothing is encrypted.
            BinaryPrimitives.WriteUInt32BigEndian(packet[length..], indexWord);
            return TryDecrypt(_rtcp, nonce, [], tag, packet[..(length + IndexWordLength)]);
        }

        Span<byte> associated = stackalloc byte[header.Length + IndexWordLength];
        WriteAssociated(associated, packet[..header.Length], indexWord);
        return TryDecrypt(_rtcp, nonce, packet[header.Length..length], tag, associated);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rtp.Dispose();
        _rtcp.Dispose();
        CryptographicOperations.ZeroMemory(_rtpSalt);
        CryptographicOperations.ZeroMemory(_rtcpSalt);
    }

    /// <inheritdoc/>
    protected override int IndexWordOffset(int protectedLength) => protectedLength - IndexWordLength;

    private static bool TryDecrypt(
        AesGcm cipher, ReadOnlySpan<byte> nonce, Span<byte> body, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associated)
    {
        try
        {
            cipher.Decrypt(nonce, body, tag, body, associated);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>Section 8.1: stream, roll-over counter and sequence number, mixed with the salt.</summary>
    private void WriteRtpNonce(Span<byte> nonce, uint ssrc, ulong index)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[6..], (uint)(index >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(nonce[10..], (ushort)(index & 0xFFFF));
        Mix(nonce, _rtpSalt);
    }

    /// <summary>Section 9.1: stream and index, mixed with the salt.</summary>
    private void WriteRtcpNonce(Span<byte> nonce, uint ssrc, uint indexWord)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], IndexOf(indexWord));
        Mix(nonce, _rtcpSalt);
    }

    /// <summary>Section 9.2: what stays in clear, then the index word.</summary>
    private static void WriteAssociated(Span<byte> associated, ReadOnlySpan<byte> clear, uint indexWord)
    {
        clear.CopyTo(associated);
        BinaryPrimitives.WriteUInt32BigEndian(associated[clear.Length..], indexWord);
    }

    private static void Mix(Span<byte> nonce, ReadOnlySpan<byte> salt)
    {
        for (var i = 0; i < NonceLength; i++)
        {
            nonce[i] ^= salt[i];
        }
    }
}
