using Actors.Testing;
using Actors.Testing.Media;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>Calls over networks that lose and repeat datagrams, those of the handshake too.</summary>
public sealed class BadNetworkTests
{
    private const int Timeout = 120_000;

    [Theory(Timeout = Timeout)]
    [InlineData(5, 1)]
    [InlineData(15, 2)]
    public async Task Key_frames_come_although_packets_are_lost(int lossPercent, ulong seed)
    {
        await using var pair = new CallPair(Patient);
        await using var relay = new UdpRelay(pair.Endpoint.Port, seed) { LossPercent = lossPercent };
        var call = pair.Begin();
        await call.ConnectAsync(relay.Through);

        var sent = SampleClip.KeyFrames(SampleClip.Standard).ToList();
        for (var index = 0; index < 10; index++)
        {
            Assert.Contains(await call.Sink.NextFrameAsync(), sent);
        }

        Assert.InRange(relay.Lost, 1, long.MaxValue);
        Assert.InRange(call.Session.Statistics.Nacks, 1, long.MaxValue);
        Assert.InRange(call.Caller.Statistics.PacketsRepeated, 1, call.Caller.Statistics.PacketsMissed);
    }

    /// <summary>Nine of ten key frames of eight packets come whole: without asking again it would be one in four.</summary>
    [Fact(Timeout = Timeout)]
    public async Task Asking_again_mends_most_frames()
    {
        await using var pair = new CallPair(Patient);
        await using var relay = new UdpRelay(pair.Endpoint.Port, seed: 3) { LossPercent = 15 };
        var call = pair.Begin();
        await call.ConnectAsync(relay.Through);
        await call.Sink.SkipFramesAsync(20);

        var (here, there) = (call.Session.Statistics, call.Caller.Statistics);
        Assert.InRange(here.KeyFrames, there.KeyFrames * 0.7, there.KeyFrames);
    }

    [Fact(Timeout = Timeout)]
    public async Task What_comes_twice_counts_once()
    {
        await using var pair = new CallPair(Patient);
        await using var relay = new UdpRelay(pair.Endpoint.Port) { Copies = 2 };
        var call = pair.Begin();
        await call.ConnectAsync(relay.Through);
        await call.Sink.SkipFramesAsync(4);
        call.Caller.Close();
        await call.Sink.Closed;

        Assert.Equal(call.Caller.Statistics.Packets, call.Session.Statistics.Packets);
        Assert.Equal(call.Caller.Statistics.KeyFrames, call.Session.Statistics.KeyFrames);
        var replays = pair.Endpoint.Sockets.Sum(socket => socket.Counts.Of(DatagramDrop.Replay));
        Assert.InRange(replays, call.Caller.Statistics.Packets / 2, long.MaxValue);
    }

    /// <summary>Without probes, by which the two would find a way around the relay.</summary>
    private static void Patient(CallEndpointOptions options)
    {
        (options.SetupTimeout, options.TotalTimeout) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300));
        options.ProbesCandidates = false;
    }
}
