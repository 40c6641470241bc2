using Actors.Testing;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>Our framing against an independent implementation, with all kinds of packets.</summary>
public class SrtpImplementationsAgreeTests
{
    [Theory]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    [InlineData(SrtpProfile.Aes128CmHmacSha1Tag80)]
    public void Rtp_looks_the_same_on_the_wire_and_each_reads_the_other(SrtpProfile profile)
    {
        using var there = new SrtpCall(SrtpImplementation.Managed, SrtpImplementation.LibSrtp, profile);
        using var back = new SrtpCall(SrtpImplementation.LibSrtp, SrtpImplementation.Managed, profile);
        var random = new SeededRandom(11);

        // From just before a roll-over, over it and beyond the second.
        for (var number = 65_000; number < 200_000; number += random.Next(1, 300))
        {
            var packet = SrtpPackets.AnyRtp(random, (ushort)(number & 0xFFFF));
            var (ours, theirs) = (there.Client.ProtectRtp(packet), back.Client.ProtectRtp(packet));

            Assert.Equal(theirs, ours);
            Assert.Equal(packet.Read(), ours.ReadBy(there.Server));
            Assert.Equal(packet.Read(), theirs.ReadBy(back.Server));
        }
    }

    [Theory]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    [InlineData(SrtpProfile.Aes128CmHmacSha1Tag80)]
    public void Rtcp_of_each_is_read_by_the_other(SrtpProfile profile)
    {
        using var there = new SrtpCall(SrtpImplementation.Managed, SrtpImplementation.LibSrtp, profile);
        using var back = new SrtpCall(SrtpImplementation.LibSrtp, SrtpImplementation.Managed, profile);
        var random = new SeededRandom(12);
        for (var i = 0; i < 300; i++)
        {
            var packet = SrtpPackets.Rtcp(more: 4 * random.Next(0, 200));

            Assert.Equal(packet.Read(), there.Server.UnprotectRtcp(there.Client.ProtectRtcp(packet)));
            Assert.Equal(packet.Read(), back.Server.UnprotectRtcp(back.Client.ProtectRtcp(packet)));
        }
    }

    [Theory]
    [InlineData(SrtpProfile.AeadAes128Gcm)]
    [InlineData(SrtpProfile.Aes128CmHmacSha1Tag80)]
    public void They_judge_lost_late_and_repeated_packets_alike(SrtpProfile profile)
    {
        using var ours = new SrtpCall(SrtpImplementation.Managed, profile);
        using var theirs = new SrtpCall(SrtpImplementation.LibSrtp, profile);
        var random = new SeededRandom(13);
        var sent = new List<byte[]>();
        for (var number = 60_000; number < 75_000; number++)
        {
            sent.Add(ours.Client.ProtectRtp(SrtpPackets.Rtp((ushort)(number & 0xFFFF), payload: 8)));
            if (random.Next(0, 4) == 0)
            {
                continue;
            }

            var packet = sent[Math.Max(0, sent.Count - 1 - (random.Next(0, 8) == 0 ? random.Next(0, 1100) : random.Next(0, 3)))];
            Assert.Equal(packet.ReadBy(theirs.Server), packet.ReadBy(ours.Server));
        }
    }
}
