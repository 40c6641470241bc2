using System.Net;
using Actors.Testing;
using Actors.Testing.Media;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Actors.WebRtc.Stun;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>What datagrams cost in memory.</summary>
public sealed class AllocationTests
{
    private const int Timeout = 60_000;
    private static readonly IPEndPoint Stranger = new(IPAddress.Loopback, 9);

    /// <summary>
    /// The thread that receives is asked at each key frame how much memory it took. Between two of them lie some twenty packets
    /// of media, and reports go out and come in.
    /// </summary>
    [Fact(Timeout = Timeout)]
    public async Task Media_take_no_memory()
    {
        await using var pair = new CallPair();
        var caller = pair.Callers.Create(SampleClip.Standard);
        var sink = new MeasuringSink();
        var session = pair.Endpoint.Answer(caller.Offer, sink);
        await caller.ConnectAsync(session.Answer, TestContext.Current.CancellationToken);
        await sink.Done.WaitAsync(TestContext.Current.CancellationToken);

        Assert.InRange(session.Statistics.Packets, 5 * MeasuringSink.Frames, long.MaxValue);
        Assert.Equal(0, sink.Least);
    }

    public static TheoryData<string> Kinds => ["nothing", "stun", "check", "dtls", "srtp", "long"];

    [Theory(Timeout = Timeout)]
    [MemberData(nameof(Kinds))]
    public async Task Strangers_take_no_memory(string kind)
    {
        await using var pair = new CallPair();
        var call = pair.Begin();
        var video = SessionDescription.Parse(call.Session.Answer).Media.Single();
        var datagram = kind switch
        {
            "nothing" => [70, 1, 2, 3],
            "stun" => CheckFor("abcdefgh", "ThePasswordOfAnotherCall"),
            "check" => CheckFor(video.Credentials!.Fragment, "NotThePasswordOfThisCall"),
            "dtls" => [22, 0xFE, 0xFD, .. new byte[100]],
            "srtp" => [0x80, 96, .. new byte[100]],
            _ => new byte[60_000],
        };
        var socket = pair.Endpoint.Sockets[0];
        var from = Stranger.Serialize();
        var copy = new byte[datagram.Length];

        Assert.Equal(0, Allocations.OfRound(() =>
        {
            datagram.CopyTo(copy, 0);
            pair.Endpoint.Demultiplexer.Deliver(socket, copy, from);
        }));

        Assert.Equal(0, socket.Counts.Of(DatagramDrop.None));
        Assert.Equal(0, socket.Counts.Of(DatagramDrop.Fault));
        Assert.Equal(0, pair.Endpoint.Routes.Addresses);
    }

    private static byte[] CheckFor(string fragment, string password)
    {
        Assert.True(IceCredentials.TryCreate(fragment, password, out var receiver));
        Assert.True(IceCredentials.TryCreate("caller", "ThePasswordOfTheCaller00", out var sender));
        var buffer = new byte[StunWriter.Enough];
        var length = new IceRequest(sender, receiver, 1).WriteControlling(new(1, 2), useCandidate: true, buffer);
        return buffer[..length];
    }

    private sealed class MeasuringSink : ISessionSink
    {
        public const int Frames = 12;
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _before = -1;
        private int _frames;

        public Task Done => _done.Task;

        public long Least { get; private set; } = long.MaxValue;

        public void OnConnected()
        {
        }

        public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
        {
            var now = GC.GetAllocatedBytesForCurrentThread();
            Least = _before < 0 ? Least : Math.Min(Least, now - _before);
            if (++_frames == Frames)
            {
                _done.SetResult();
            }

            _before = GC.GetAllocatedBytesForCurrentThread();
        }

        public void OnClosed(SessionEnd cause)
        {
        }
    }
}
