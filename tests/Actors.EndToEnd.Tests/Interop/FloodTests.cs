using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Actors.Protocol.Messages;
using Actors.Testing;

namespace Actors.EndToEnd.Tests.Interop;

/// <summary>Datagrams of strangers and of an attacker on the path do not change a verdict.</summary>
public sealed class FloodTests
{
    private const int Timeout = 120_000;
    private const int Strange = 20_000;

    [Fact(Timeout = Timeout)]
    public async Task Hostile_datagrams_do_not_disturb_the_verdict()
    {
        var cancelled = TestContext.Current.CancellationToken;
        await using var server = RealServer.Start(("Media:ProbesCandidates", "false"));
        await using var relay = new UdpRelay(server.MediaPort, seed: 31) { Copies = 2, Forges = true };
        await using var phone = await CallablePhone.ArriveAsync(server);
        await using var caller = new OwnCaller("passing");
        await caller.Peer.ConnectAsync(relay.Through(await phone.AnswerAsync(caller.Peer.Offer)), cancelled);
        while ((await phone.NextFeedbackAsync()).Face is null)
        {
            // Until the person is seen.
        }

        Flood(server.MediaPort);
        Assert.Equal(CallOutcome.Passed, await phone.OutcomeAsync());
        var dropped = Dropped(server);
        Assert.InRange(dropped["Unauthentic"], 1, relay.Forged);
        Assert.InRange(dropped["Replay"], caller.Peer.Statistics.Packets / 2, long.MaxValue);
        Assert.InRange(dropped["Unknown"], 1, long.MaxValue);
        Assert.InRange(dropped["UnknownAddress"], 1, long.MaxValue);
        Assert.InRange(dropped["BadStun"], 1, long.MaxValue);
        Assert.InRange(dropped["NoSuchCall"], 1, long.MaxValue);
        Assert.Equal(0, dropped["Fault"]);
    }

    /// <summary>Garbage that begins with every byte there is, and well-formed checks for calls that do not exist.</summary>
    private static void Flood(int port)
    {
        using var stranger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        var to = new IPEndPoint(IPAddress.Loopback, port);
        var random = new SeededRandom(32);
        var garbage = new byte[1200];
        for (var count = 0; count < Strange; count++)
        {
            BitConverter.TryWriteBytes(garbage, random.Next());
            garbage[0] = (byte)(count & 0xFF);
            stranger.SendTo(garbage.AsSpan(0, 1 + random.Next(0, garbage.Length)), to);
            if (count % 8 == 0)
            {
                stranger.SendTo(Check(random), to);
            }
        }
    }

    /// <summary>A binding request (RFC 8489) with an unknown user name.</summary>
    private static byte[] Check(SeededRandom random) =>
    [
        0, 1, 0, 16, 0x21, 0x12, 0xA4, 0x42,
        .. BitConverter.GetBytes(random.Next()), .. BitConverter.GetBytes(random.Next(0, int.MaxValue)),
        0, 6, 0, 9, .. "nobo:dy12"u8, 0, 0, 0,
    ];

    /// <summary>Datagrams that the server dropped, by why.</summary>
    private static Dictionary<string, long> Dropped(RealServer server)
    {
        var dropped = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Name == "actors.calls.dropped" && server.Made(instrument.Meter))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => dropped[(string)tags[0].Value!] = count);
        listener.Start();
        listener.RecordObservableInstruments();
        return dropped;
    }
}
