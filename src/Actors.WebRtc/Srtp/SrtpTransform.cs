using System.Buffers.Binary;

namespace Actors.WebRtc.Srtp;

/// <summary>The cryptography of one direction: how a packet of a known index is encrypted and authenticated.</summary>
internal abstract class SrtpTransform : IDisposable
{
    /// <summary>Set in the index word of SRTCP when the packet is encrypted (RFC 3711, section 3.4).</summary>
    protected const uint EncryptedBit = 0x8000_0000;

    /// <summary>Bytes of the index word of SRTCP.</summary>
    protected const int IndexWordLength = 4;

    /// <summary>Bytes that RTP grows by.</summary>
    public abstract int TagLength { get; }

    /// <summary>Bytes that RTCP grows by.</summary>
    public int RtcpTrailerLength => TagLength + IndexWordLength;

    /// <summary>The transform of a profile with session keys that are derived from the master key.</summary>
    public static SrtpTransform Create(SrtpProfile profile, SrtpMasterKey master)
    {
        var (rtp, rtcp) = (SrtpKeyDerivation.DeriveRtp(master), SrtpKeyDerivation.DeriveRtcp(master));
        SrtpTransform transform = profile switch
        {
            SrtpProfile.AeadAes128Gcm => new AesGcmTransform(rtp, rtcp),
            SrtpProfile.Aes128CmHmacSha1Tag80 => new AesCmTransform(rtp, rtcp),
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "There is no such profile."),
        };
        rtp.Forget();
        rtcp.Forget();
        return transform;
    }

    /// <summary>Encrypts an RTP packet and puts the tag behind it.</summary>
    public abstract void ProtectRtp(Span<byte> buffer, int length, SrtpHeader header, ulong index);

    /// <summary>Decrypts an RTP packet, which ends with the tag; false when it is not genuine.</summary>
    public abstract bool UnprotectRtp(Span<byte> packet, SrtpHeader header, ulong index);

    /// <summary>Encrypts an RTCP packet and puts tag and index word behind it.</summary>
    public abstract void ProtectRtcp(Span<byte> buffer, int length, SrtpHeader header, uint indexWord);

    /// <summary>Decrypts an RTCP packet with all of its trailer; false when it is not genuine.</summary>
    public abstract bool UnprotectRtcp(Span<byte> packet, SrtpHeader header, uint indexWord);

    /// <summary>The index word of a protected RTCP packet.</summary>
    public uint ReadIndexWord(ReadOnlySpan<byte> packet) =>
        BinaryPrimitives.ReadUInt32BigEndian(packet[IndexWordOffset(packet.Length)..]);

    /// <summary>The index word of a packet to send, which is always encrypted.</summary>
    public static uint IndexWordOf(uint index) => EncryptedBit | index;

    /// <summary>The index in an index word.</summary>
    public static uint IndexOf(uint indexWord) => indexWord & ~EncryptedBit;

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Where the index word stands in a protected RTCP packet of a length.</summary>
    protected abstract int IndexWordOffset(int protectedLength);
}
