using Actors.Testing;
using Actors.WebRtc.Srtp;

namespace Actors.WebRtc.Tests.Srtp;

/// <summary>What sessions do, with both profiles.</summary>
public class SrtpSessionTests
{
    public static TheoryData<SrtpProfile> All => [SrtpProfile.AeadAes128Gcm, SrtpProfile.Aes128CmHmacSha1Tag80];

    [Theory]
    [MemberData(nameof(All))]
    public void What_one_side_protects_the_other_reads(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);

        Assert.Equal(SrtpPackets.Rtp(1).Read(), call.Client.ProtectRtp(SrtpPackets.Rtp(1)).ReadBy(call.Server));
        Assert.Equal(SrtpPackets.Rtp(2).Read(), call.Server.ProtectRtp(SrtpPackets.Rtp(2)).ReadBy(call.Client));
        for (var i = 0; i < 3; i++)
        {
            var report = call.Client.ProtectRtcp(SrtpPackets.Rtcp());
            Assert.Equal(SrtpPackets.Rtcp().Read(), call.Server.UnprotectRtcp(report));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_packet_counts_once(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        var packet = call.Client.ProtectRtp(SrtpPackets.Rtp(1));
        var report = call.Client.ProtectRtcp(SrtpPackets.Rtcp());

        Assert.Equal(SrtpResult.Ok, packet.ReadBy(call.Server).Outcome);
        Assert.Equal(SrtpResult.Replay, packet.ReadBy(call.Server).Outcome);
        Assert.Equal(SrtpResult.Ok, call.Server.UnprotectRtcp(report).Outcome);
        Assert.Equal(SrtpResult.Replay, call.Server.UnprotectRtcp(report).Outcome);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_late_packet_counts_as_long_as_the_window_reaches(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        var packets = Enumerable.Range(0, SrtpSession.ReplayWindow + 1)
            .Select(i => call.Client.ProtectRtp(SrtpPackets.Rtp((ushort)i, payload: 4))).ToList();

        Assert.Equal(SrtpResult.Ok, packets[^1].ReadBy(call.Server).Outcome);
        Assert.Equal(SrtpResult.Replay, packets[0].ReadBy(call.Server).Outcome);
        Assert.Equal(SrtpResult.Ok, packets[1].ReadBy(call.Server).Outcome);
        Assert.Equal(SrtpResult.Replay, packets[1].ReadBy(call.Server).Outcome);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_number_is_sent_once_since_a_second_packet_would_give_the_key_stream_away(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        call.Client.ProtectRtp(SrtpPackets.Rtp(7));
        var (buffer, length) = (SrtpPackets.WithRoom(SrtpPackets.Rtp(7)), 112);

        Assert.Equal(SrtpResult.Replay, call.Client.ProtectRtp(buffer, ref length));
        Assert.Equal(112, length);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_changed_packet_is_refused_whatever_was_changed(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        var packet = call.Client.ProtectRtp(SrtpPackets.Rtp(1));
        var report = call.Client.ProtectRtcp(SrtpPackets.Rtcp());

        Assert.All(Changed(packet), changed => Assert.NotEqual(SrtpResult.Ok, changed.ReadBy(call.Server).Outcome));
        Assert.All(Changed(report), changed => Assert.NotEqual(SrtpResult.Ok, call.Server.UnprotectRtcp(changed).Outcome));

        // And none of that stands in the way of the genuine ones.
        Assert.Equal(SrtpResult.Ok, packet.ReadBy(call.Server).Outcome);
        Assert.Equal(SrtpResult.Ok, call.Server.UnprotectRtcp(report).Outcome);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Numbers_go_on_after_the_roll_over_also_for_packets_that_come_late(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        var sent = Enumerable.Range(65_500, 100)
            .Select(i => call.Client.ProtectRtp(SrtpPackets.Rtp((ushort)(i & 0xFFFF), payload: 4))).ToList();

        // Pairs come in the wrong order, so that the first ones after the roll-over are older than what was there.
        for (var i = 0; i < sent.Count; i++)
        {
            var packet = SrtpPackets.Rtp((ushort)((65_500 + (i ^ 1)) & 0xFFFF), payload: 4);
            Assert.Equal(packet.Read(), sent[i ^ 1].ReadBy(call.Server));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_call_has_so_many_streams_and_no_more(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        for (uint ssrc = 1; ssrc <= SrtpSession.MaxSources; ssrc++)
        {
            Assert.Equal(SrtpResult.Ok, call.Client.ProtectRtp(SrtpPackets.Rtp(1, ssrc)).ReadBy(call.Server).Outcome);
        }

        var (buffer, length) = (SrtpPackets.WithRoom(SrtpPackets.Rtp(1, 99)), 112);
        Assert.Equal(SrtpResult.TooManySources, call.Client.ProtectRtp(buffer, ref length));
        Assert.Equal(SrtpResult.TooManySources, call.Server.UnprotectRtp(buffer, out _));
        Assert.Equal(SrtpResult.Ok, call.Client.ProtectRtp(SrtpPackets.Rtp(2, 1)).ReadBy(call.Server).Outcome);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Unauthenticated_streams_take_no_place(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        for (uint ssrc = 1; ssrc <= 100; ssrc++)
        {
            Assert.Equal(SrtpResult.Auth, SrtpPackets.Rtp(1, ssrc).ReadBy(call.Server).Outcome);
        }

        Assert.Equal(SrtpResult.Ok, call.Client.ProtectRtp(SrtpPackets.Rtp(1)).ReadBy(call.Server).Outcome);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Whatever_is_received_there_is_an_answer(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        var random = new SeededRandom(5);
        for (var i = 0; i < 5000; i++)
        {
            var garbage = SrtpPackets.Bytes(random, random.Next(0, 80));
            if (garbage.Length > 0)
            {
                garbage[0] = (byte)(0x80 | (garbage[0] & 0x3F));
            }

            Assert.NotEqual(SrtpResult.Ok, garbage.ReadBy(call.Server).Outcome);
            Assert.NotEqual(SrtpResult.Ok, call.Server.UnprotectRtcp(garbage).Outcome);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_no_packet_is_not_sent(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        var (buffer, length) = (new byte[100], 40);

        Assert.Equal(SrtpResult.Malformed, call.Client.ProtectRtp(buffer, ref length));
        Assert.Equal(SrtpResult.Malformed, call.Client.ProtectRtcp(buffer, ref length));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_buffer_without_room_is_a_mistake(SrtpProfile profile)
    {
        using var call = new SrtpCall(profile);
        var packet = SrtpPackets.Rtp(1);
        var length = packet.Length;

        Assert.Throws<ArgumentException>(() => call.Client.ProtectRtp(packet, ref length));
        Assert.Throws<ArgumentException>(() => call.Client.ProtectRtcp(packet, ref length));
    }

    private static IEnumerable<byte[]> Changed(byte[] packet) => Enumerable.Range(0, packet.Length).Select(at =>
    {
        var changed = packet.ToArray();
        changed[at] ^= 0x04;
        return changed;
    });
}
