using System.Net;
using System.Net.Sockets;
using Actors.Testing;
using Actors.Testing.Media;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>What strangers and bad phones send while a call runs.</summary>
public sealed class HostileTrafficTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task A_flood_does_not_disturb_a_call()
    {
        await using var pair = new CallPair();
        var call = await pair.ConnectAsync();
        await call.Sink.SkipFramesAsync(1);
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var random = new SeededRandom(4);
        var datagram = new byte[1200];
        var to = new IPEndPoint(IPAddress.Loopback, pair.Endpoint.Port);
        for (var count = 0; count < 20_000; count++)
        {
            BitConverter.TryWriteBytes(datagram, random.Next());
            datagram[0] = (byte)(count & 0xFF);
            stranger.SendTo(datagram.AsSpan(0, 1 + (count % datagram.Length)), to);
        }

        await call.Sink.SkipFramesAsync(3);

        Assert.Equal(SessionState.Connected, call.Session.State);
        Assert.Equal(1, pair.Endpoint.Routes.Addresses);
        Assert.InRange(CountOf(pair, DatagramDrop.UnknownAddress), 100, 20_000);
        Assert.InRange(CountOf(pair, DatagramDrop.Unknown), 100, 20_000);
        Assert.InRange(CountOf(pair, DatagramDrop.BadStun), 1, 20_000);
        Assert.Equal(0, CountOf(pair, DatagramDrop.Fault));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_frame_that_claims_to_be_huge_goes_no_further()
    {
        var bomb = SampleClip.Of(
            25, 4, index => index == 3 ? SampleClip.KeyFrame(500, index) : SampleClip.KeyFrame(500, index, 16_383, 16_383));
        await using var pair = new CallPair();
        var call = await pair.ConnectAsync(bomb);
        await call.Sink.SkipFramesAsync(2);

        Assert.All(call.Sink.Events.Skip(1), what => Assert.Equal("frame 640x480", what));
        Assert.InRange(call.Session.Statistics.UnusableFrames, 3, long.MaxValue);
    }

    /// <summary>The frame is longer than any that is put together; the next one is fine.</summary>
    [Fact(Timeout = Timeout)]
    public async Task A_frame_that_does_not_end_is_dropped()
    {
        var endless = SampleClip.Of(
            10, 4, index => SampleClip.KeyFrame(index == 0 ? SessionLimits.FrameBytes + 1 : 500, index));
        await using var pair = new CallPair();
        var call = await pair.ConnectAsync(endless);
        while (call.Session.Statistics.BrokenFrames == 0)
        {
            Assert.Equal(500, (await call.Sink.NextFrameAsync()).Length);
        }
    }

    /// <summary>Only what the phone itself sent counts: neither repetitions nor forgeries by others.</summary>
    [Fact(Timeout = Timeout)]
    public async Task A_phone_that_floods_ends_its_call_by_name_and_nobody_else_can()
    {
        await using var pair = new CallPair(options => options.FloodBitsPerSecond = 2_400_000, new TestTimeProvider());
        using var phone = new ScriptedPhone(pair);
        var path = phone.OpenPath();
        phone.Connect(path);
        var packet = phone.Packets(0, 1_000).Single();
        phone.Deliver(path, packet);
        for (var times = 0; times < 3_000; times++)
        {
            packet[^1] ^= (byte)(times & 1);
            phone.Deliver(path, packet);
        }

        Assert.Equal(SessionState.Connected, phone.Session.State);
        var sent = path.Sent;
        while (phone.Session.State == SessionState.Connected)
        {
            phone.Packets(0, 50_000).ForEach(next => phone.Deliver(path, next));
        }

        Assert.Equal(SessionEnd.Flood, await phone.Sink.Closed);
        Assert.InRange(path.Sent - sent, 5 * 2_400_000 / 8 * 9 / 10, 5 * 2_400_000 / 8 * 11 / 10);
        Assert.Equal(1, phone.Session.Statistics.KeyFrames);
    }

    private static long CountOf(CallPair pair, DatagramDrop reason) =>
        pair.Endpoint.Sockets.Sum(socket => socket.Counts.Of(reason));
}
