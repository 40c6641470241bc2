using Actors.Testing;
using Actors.Testing.Media;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Rtp;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>Packets without protection and without a network.</summary>
public sealed class VideoReceiverTests : IDisposable
{
    private const byte PayloadType = 96;
    private const uint Ssrc = 1_000;
    private const uint OtherSsrc = 2_000;

    private readonly SessionMeter _meter = new(null);
    private readonly CollectingSink _sink = new();
    private readonly VideoReceiver _receiver;
    private readonly Vp8Packetizer _packetizer = new(PayloadType, Ssrc, 65_530);
    private long _now = 5_000;

    public VideoReceiverTests() => _receiver = Receiver();

    public void Dispose()
    {
        _receiver.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Before_a_packet_came_there_is_nothing_to_tell() => Assert.Empty(Due());

    [Fact]
    public void Key_frames_are_asked_for_at_a_steady_pace()
    {
        Send(SampleClip.KeyFrame(2_000, 1));
        var asked = new List<long>();
        for (; _now < 7_100; _now += 20)
        {
            Send(SampleClip.InterFrame(100, 2));
            asked.AddRange(Due().Where(packet => packet.StartsWith("81CE0002", StringComparison.Ordinal)).Select(_ => _now));
        }

        Assert.Equal([5_500, 6_000, 6_500, 7_000], asked);
        Assert.Equal((4, 1), (_receiver.Statistics.KeyFrameRequests, _receiver.Statistics.KeyFrames));
    }

    [Fact]
    public void After_a_pause_requests_do_not_come_all_at_once()
    {
        Send(SampleClip.KeyFrame(2_000, 1));
        _now += 5_000;
        Assert.Contains(Due(), packet => packet.StartsWith("81CE0002", StringComparison.Ordinal));
        Assert.Empty(Due());
    }

    [Fact]
    public void Each_second_there_is_a_report_with_true_fields()
    {
        Send(SampleClip.KeyFrame(2_000, 1)); // Two packets: 65,530 and 65,531.
        _packetizer.Split(SampleClip.InterFrame(3_000, 2), (uint)(_now * 90), (packet, sequence) =>
        {
            if (sequence != 65_533)
            {
                _receiver.ReceiveRtp(packet, _now);
            }
        });
        SendSenderReport(0x1122_3344_5566_7788);
        _now += 1_000;

        var compound = Due();
        Assert.Equal(["81C9", "81CA", "8FCE", "81CE"], compound.Select(packet => packet[..4]));
        Assert.Equal(
            "81C9000700000007" + "000003E8" + "33000001" + "0000FFFE" + "00000000" + "33445566" + "00010000", compound[0]);
        Assert.EndsWith("000003E8", compound[2], StringComparison.Ordinal);
        Assert.Empty(Due());
    }

    [Fact]
    public void What_is_missing_is_asked_for_and_then_given_up()
    {
        Send(SampleClip.KeyFrame(6_000, 1), lost: 65_532);
        Assert.Equal(["81CD000300000007000003E8FFFC0000"], Due());
        Assert.Empty(Due());
        _now += ReorderWindow.Pause;
        Assert.Single(Due());
        _now += ReorderWindow.Patience;
        Due();

        var statistics = _receiver.Statistics;
        Assert.Equal((2, 1, 1), (statistics.Nacks, statistics.PacketsLost, statistics.BrokenFrames));
        Send(SampleClip.KeyFrame(6_000, 2));
        Assert.Equal(1, _receiver.Statistics.KeyFrames);
    }

    [Fact]
    public void Where_feedback_may_not_come_alone_a_report_leads()
    {
        using var receiver = Receiver(hasReducedSize: false);
        Send(SampleClip.KeyFrame(6_000, 1), lost: 65_532, to: receiver);
        Assert.Equal(["81C9", "81CA", "8FCE", "81CD"], Due(receiver).Select(packet => packet[..4]));
    }

    [Fact]
    public void What_was_not_agreed_on_is_not_sent_but_for_requests_of_key_frames()
    {
        using var receiver = Receiver(feedback: VideoFeedback.None);
        Send(SampleClip.KeyFrame(6_000, 1), lost: 65_532, to: receiver);
        Assert.Empty(Due(receiver));
        _now += 1_000;
        Assert.Equal(["81C9", "81CA", "81CE"], Due(receiver).Select(packet => packet[..4]));
    }

    /// <summary>Each request is a new one, or a phone would take it for the one before.</summary>
    [Fact]
    public void Where_only_commands_were_agreed_on_they_are_given_one_after_another()
    {
        using var receiver = Receiver(feedback: VideoFeedback.FullIntraRequest | VideoFeedback.Nack);
        Send(SampleClip.KeyFrame(2_000, 1), to: receiver);
        var commands = new List<string>();
        for (var times = 0; times < 258; times++)
        {
            _now += 500;
            commands.Add(Assert.Single(Due(receiver), packet => packet[2..4] == "CE"));
        }

        Assert.Equal("84CE000400000007" + "00000000" + "000003E8" + "00000000", commands[0]);
        Assert.Equal(
            Enumerable.Range(0, 258).Select(number => $"{number & 0xFF:X2}000000"), commands.Select(command => command[^8..]));
        Assert.Equal(258, receiver.Statistics.KeyFrameRequests);
    }

    [Theory]
    [InlineData(VideoFeedback.PictureLoss)]
    [InlineData(VideoFeedback.PictureLoss | VideoFeedback.FullIntraRequest)]
    [InlineData(VideoFeedback.Nack)]
    public void Elsewhere_the_loss_of_a_picture_is_told(VideoFeedback feedback)
    {
        using var receiver = Receiver(feedback: feedback);
        Send(SampleClip.KeyFrame(2_000, 1), to: receiver);
        _now += 500;
        Assert.Equal("81CE000200000007000003E8", Assert.Single(Due(receiver)));
    }

    [Theory]
    [InlineData(1920, 1080, 1)]
    [InlineData(1088, 1920, 1)]
    [InlineData(1280, 960, 1)]
    [InlineData(1921, 1088, 0)]
    [InlineData(16_383, 16_383, 0)]
    [InlineData(16_382, 16, 0)]
    [InlineData(16, 16_382, 0)]
    [InlineData(16_383, 1, 0)]
    [InlineData(4_097, 1_100, 0)]
    [InlineData(1_288, 320, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(17, 33, 0)]
    [InlineData(63, 64, 0)]
    [InlineData(64, 64, 1)]
    [InlineData(65, 67, 1)]
    [InlineData(90, 160, 1)]
    [InlineData(640, 160, 1)]
    public void Frames_of_sizes_that_cannot_be_judged_go_no_further(int width, int height, int handedOver)
    {
        Send(SampleClip.KeyFrame(500, 1, width, height));

        var statistics = _receiver.Statistics;
        Assert.Equal((handedOver, 1 - handedOver), (statistics.KeyFrames, statistics.UnusableFrames));
    }

    /// <summary>Whatever comes in its first packet, even less than the header of a frame.</summary>
    [Fact]
    public void A_frame_in_crumbs_goes_no_further_either()
    {
        var frame = SampleClip.KeyFrame(500, 1, 16_382, 16);
        Span<byte> packet = stackalloc byte[RtpHeader.FixedLength + 6];
        for (var at = 0; at < frame.Length; at = Math.Min(frame.Length, at + 5))
        {
            var part = frame.AsSpan(at, Math.Min(5, frame.Length - at));
            new RtpHeader(PayloadType, at + 5 >= frame.Length, (ushort)(at / 5), 2, Ssrc, 0, 0).Write(packet);
            packet[RtpHeader.FixedLength] = at == 0 ? (byte)0x10 : (byte)0;
            part.CopyTo(packet[(RtpHeader.FixedLength + 1)..]);
            Assert.Equal(DatagramDrop.None, _receiver.ReceiveRtp(packet[..(RtpHeader.FixedLength + 1 + part.Length)], _now));
        }

        Assert.Equal((0, 1), (_receiver.Statistics.KeyFrames, _receiver.Statistics.UnusableFrames));
    }

    [Fact]
    public void The_first_picture_that_is_passed_over_is_told_and_the_call_goes_on()
    {
        var told = new List<(int, int)>();
        using var receiver = new VideoReceiver(Agreement(), new(), new FeedbackSource(7, "name"), _sink, _meter)
        {
            PassedOver = (width, height) => told.Add((width, height)),
        };
        for (var count = 0; count < 5; count++, _now += 500)
        {
            Send(SampleClip.KeyFrame(500, count, 16 + count, 16_382), to: receiver);
        }

        Send(SampleClip.KeyFrame(500, 9), to: receiver);
        Assert.Equal([(16, 16_382)], told);
        Assert.Equal((1, 5), (receiver.Statistics.KeyFrames, receiver.Statistics.UnusableFrames));
    }

    /// <summary>From beginning to beginning: a frame may take long to arrive.</summary>
    [Fact]
    public void Key_frames_that_come_sooner_than_half_the_interval_are_dropped()
    {
        foreach (var (wait, handedOver) in new[] { (0, 1), (249, 1), (1, 2), (250, 3), (100, 3), (149, 3), (1, 4) })
        {
            _now += wait;
            Send(SampleClip.KeyFrame(2_000, 1));
            Assert.Equal(handedOver, _receiver.Statistics.KeyFrames);
        }

        Assert.Equal(3, _receiver.Statistics.EarlyFrames);
        _now += 250;
        Begin(SampleClip.KeyFrame(3_000, 1), 400);
        _now += 100;
        Send(SampleClip.KeyFrame(2_000, 1));
        Assert.Equal(6, _receiver.Statistics.KeyFrames);

        // All but the last packet, and the last one after a while.
        void Begin(byte[] frame, int rest) => _packetizer.Split(frame, (uint)(_now * 90), (packet, _) =>
        {
            _now += (packet[1] & 0x80) != 0 ? rest : 0;
            _receiver.ReceiveRtp(packet, _now);
        });
    }

    /// <summary>
    /// Counts in place of time: what a caller with 60 key frames a second costs beside one who sends what is asked for, of
    /// the same size: frames that are put together, handed over and decoded, and their bytes.
    /// </summary>
    [Fact]
    public void A_caller_who_floods_with_key_frames_costs_twice_an_honest_one_at_most()
    {
        var (honest, flooding) = (Costs(500), Costs(1_000 / 60));
        Assert.Equal(20, honest.Frames);
        Assert.InRange(flooding.Frames, 20, 2 * honest.Frames);
        Assert.InRange(flooding.Bytes, 0, 2 * honest.Bytes);
        Assert.InRange(flooding.Dropped, 500, long.MaxValue);

        (long Frames, long Bytes, long Dropped) Costs(int interval)
        {
            var sink = new CollectingSink();
            using var receiver = new VideoReceiver(Agreement(), new(), new FeedbackSource(7, "name"), sink, _meter);
            var packetizer = new Vp8Packetizer(PayloadType, Ssrc, 1);
            for (var time = 0; time < 10_000; time += interval, _now += interval)
            {
                Send(SampleClip.KeyFrame(50_000, time, 1920, 1080), to: receiver, packetizer: packetizer);
            }

            return (receiver.Statistics.KeyFrames, sink.Bytes, receiver.Statistics.EarlyFrames);
        }
    }

    [Theory]
    [InlineData(1_200, 1_100, "bits")]
    [InlineData(60, 2_600, "packets")]
    [InlineData(1_200, 1_000, null)]
    [InlineData(60, 2_400, null)]
    public void A_phone_floods_that_sends_far_more_than_cameras_do(int bytes, int perSecond, string? measure)
    {
        var guard = new FloodGuard(new(), 0);
        string? told = null;
        for (var second = 0; second < 12 && told is null; second++)
        {
            for (var packet = 0; packet < perSecond && told is null; packet++)
            {
                told = guard.Add(bytes, endsFrame: packet % 20 == 0 && packet < 3_800, second * 1_000);
            }
        }

        Assert.Equal(measure, told);
    }

    [Fact]
    public void Two_hundred_frames_a_second_are_a_flood_too()
    {
        var guard = new FloodGuard(new(), 0);
        Assert.All(Enumerable.Range(0, 1_000), _ => Assert.Null(guard.Add(100, endsFrame: true, 0)));
        Assert.Null(guard.Add(100, endsFrame: false, 4_999));
        Assert.Equal("frames", guard.Add(100, endsFrame: true, 4_999));
        Assert.Null(guard.Add(100, endsFrame: true, 5_000));
    }

    [Fact]
    public void Other_payload_types_and_streams_are_dropped()
    {
        Assert.Equal(DatagramDrop.None, Take(PayloadType, Ssrc));
        Assert.Equal(DatagramDrop.OtherStream, Take(97, Ssrc));
        Assert.Equal(DatagramDrop.OtherStream, Take(PayloadType, OtherSsrc));
        Assert.Equal(DatagramDrop.Malformed, _receiver.ReceiveRtp([0x80, 96, 0], _now));
        Assert.Equal(DatagramDrop.Malformed, _receiver.ReceiveRtcp([1, 2, 3, 4], _now));
        Assert.Equal(1, _receiver.Statistics.Packets);
    }

    [Fact]
    public void A_stream_may_take_the_place_of_one_that_fell_silent()
    {
        Send(SampleClip.KeyFrame(6_000, 1), lost: 65_532);
        _now += ReorderWindow.Patience;
        Due();
        _now += SessionLimits.StreamSilenceMs;
        Send(SampleClip.KeyFrame(500, 2), packetizer: new Vp8Packetizer(PayloadType, OtherSsrc, 7));

        var statistics = _receiver.Statistics;
        Assert.Equal((1, 1, 1), (statistics.KeyFrames, statistics.PacketsLost, statistics.BrokenFrames));
        Assert.Equal(DatagramDrop.OtherStream, Take(PayloadType, Ssrc));
    }

    [Fact]
    public void Or_of_one_that_took_leave()
    {
        Assert.Equal(DatagramDrop.None, Take(PayloadType, Ssrc));
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        var writer = new RtcpWriter(buffer, Ssrc);
        writer.Goodbye();
        Assert.Equal(DatagramDrop.None, _receiver.ReceiveRtcp(buffer[..writer.Length], _now));
        Assert.Equal(DatagramDrop.None, Take(PayloadType, OtherSsrc));
    }

    private static VideoAgreement Agreement(bool hasReducedSize = true, VideoFeedback feedback = VideoFeedback.All) => new(
        "0", PayloadType, feedback, IceCredentials.Create(new SeededNumbers(1)), [], [], true, [])
    {
        HasReducedSizeRtcp = hasReducedSize,
    };

    private VideoReceiver Receiver(bool hasReducedSize = true, VideoFeedback feedback = VideoFeedback.All) =>
        new(Agreement(hasReducedSize, feedback), new(), new FeedbackSource(7, "name"), _sink, _meter);

    private void Send(byte[] frame, int lost = -1, VideoReceiver? to = null, Vp8Packetizer? packetizer = null) =>
        (packetizer ?? _packetizer).Split(frame, (uint)(_now * 90), (packet, sequence) =>
        {
            if (sequence != lost)
            {
                (to ?? _receiver).ReceiveRtp(packet, _now);
            }
        });

    private DatagramDrop Take(byte payloadType, uint ssrc)
    {
        Span<byte> packet = stackalloc byte[RtpHeader.FixedLength + 20];
        new RtpHeader(payloadType, true, 1, 2, ssrc, 0, 0).Write(packet);
        return _receiver.ReceiveRtp(packet, _now);
    }

    private void SendSenderReport(ulong ntp)
    {
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        var writer = new RtcpWriter(buffer, Ssrc);
        writer.SenderReport(ntp, 1, 2, 3);
        _receiver.ReceiveRtcp(buffer[..writer.Length], _now);
    }

    /// <summary>What is to be told now, packet by packet.</summary>
    private List<string> Due(VideoReceiver? from = null)
    {
        Span<byte> buffer = stackalloc byte[RtcpWriter.Enough];
        ReadOnlySpan<byte> compound = buffer[..(from ?? _receiver).WriteDue(_now, buffer)];
        var packets = new List<string>();
        for (var before = compound; RtcpPacket.TryTake(ref compound, out _); before = compound)
        {
            packets.Add(Convert.ToHexString(before[..(before.Length - compound.Length)]));
        }

        return packets;
    }
}
