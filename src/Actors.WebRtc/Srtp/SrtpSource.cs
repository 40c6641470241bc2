namespace Actors.WebRtc.Srtp;

/// <summary>What is known of one stream in one direction (its cryptographic context, RFC 3711, section 3.2.3).</summary>
internal sealed class SrtpSource
{
    /// <summary>The last index of SRTCP, which has 31 bits.</summary>
    public const uint LastRtcpIndex = int.MaxValue;

    /// <summary>The stream.</summary>
    public uint Ssrc { get; private set; }

    /// <summary>Indexes of RTP packets.</summary>
    public ReplayWindow Rtp { get; } = new();

    /// <summary>Indexes of RTCP packets.</summary>
    public ReplayWindow Rtcp { get; } = new();

    /// <summary>The index of an RTP packet by its number.</summary>
    /// <returns><see cref="SrtpResult.Ok"/>, or why the packet is refused.</returns>
    public SrtpResult IndexRtp(ushort sequence, out ulong index)
    {
        index = PacketIndex.Estimate(Rtp.Highest, sequence);
        return index > PacketIndex.Last ? SrtpResult.KeyExhausted
            : Rtp.IsNew(index) ? SrtpResult.Ok
            : SrtpResult.Replay;
    }

    /// <summary>Begins anew as another stream.</summary>
    public void Reset(uint ssrc)
    {
        Ssrc = ssrc;
        Rtp.Reset();
        Rtcp.Reset();
    }
}
