using System.Net;
using Actors.Testing.Media;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>Calls over real sockets that go well.</summary>
public sealed class MediaSessionTests
{
    private const int Timeout = 60_000;

    [Fact(Timeout = Timeout)]
    public async Task Key_frames_arrive_as_they_were_sent()
    {
        await using var pair = new CallPair();
        var call = await pair.ConnectAsync();

        var sent = SampleClip.KeyFrames(SampleClip.Standard).ToList();
        for (var index = 0; index < 5; index++)
        {
            Assert.Contains(await call.Sink.NextFrameAsync(), sent);
        }

        Assert.Equal(SessionState.Connected, call.Session.State);
        Assert.Equal(0, call.Caller.Statistics.MediaReceived);
    }

    /// <summary>Phones with several certificates name them all (RFC 8122, section 5).</summary>
    [Fact(Timeout = Timeout)]
    public async Task So_they_do_when_the_certificate_is_the_second_that_was_named()
    {
        await using var pair = new CallPair();
        var call = pair.Begin(changeOffer: offer => offer.Replace(
            "a=fingerprint:",
            $"a=fingerprint:{CertificateFingerprint.Of([1, 2, 3])}\r\na=fingerprint:",
            StringComparison.Ordinal));
        await call.ConnectAsync();
        await call.Sink.SkipFramesAsync(2);
    }

    [Fact(Timeout = Timeout)]
    public async Task So_they_do_by_IPv6()
    {
        await using var pair = new CallPair(CallPair.OnIPv6);
        var call = await pair.ConnectAsync(options: new() { LocalAddress = IPAddress.IPv6Loopback });
        await call.Sink.SkipFramesAsync(3);
    }

    [Fact(Timeout = Timeout)]
    public async Task One_port_serves_both_families()
    {
        await using var pair = new CallPair(options =>
        {
            options.Listen.Add("127.0.0.1");
            options.Listen.Add("::1");
        });
        var first = await pair.ConnectAsync();
        var second = await pair.ConnectAsync(options: new() { LocalAddress = IPAddress.IPv6Loopback });
        await first.Sink.SkipFramesAsync(2);
        await second.Sink.SkipFramesAsync(2);
    }

    /// <summary>The film has a single key frame at its beginning, and lasts longer than the test.</summary>
    [Fact(Timeout = Timeout)]
    public async Task Key_frames_come_because_they_are_asked_for()
    {
        var clip = SampleClip.Of(
            50, 3_000, index => index == 0 ? SampleClip.KeyFrame(5_000, index) : SampleClip.InterFrame(700, index));
        await using var pair = new CallPair(options => options.KeyFrameInterval = TimeSpan.FromMilliseconds(100));
        var call = await pair.ConnectAsync(clip);
        await call.Sink.SkipFramesAsync(6);
        call.Caller.Close();
        await call.Sink.Closed;

        var (here, there) = (call.Session.Statistics, call.Caller.Statistics);
        Assert.InRange(there.KeyFrameRequests, 5, here.KeyFrameRequests);
        Assert.InRange(there.KeyFrames, here.KeyFrames, there.KeyFrameRequests + 2);
    }

    [Fact(Timeout = Timeout)]
    public async Task Statistics_tell_what_happened()
    {
        await using var pair = new CallPair();
        var call = await pair.ConnectAsync();
        var running = pair.Endpoint.Running;
        await call.Sink.SkipFramesAsync(3);
        while (call.Caller.Statistics.RoundTrip is null || call.Session.Statistics.RoundTrip is null)
        {
            await call.Sink.NextFrameAsync();
        }

        call.Caller.Close();
        Assert.Equal(SessionEnd.ByPeer, await call.Sink.Closed);

        var (here, there) = (call.Session.Statistics, call.Caller.Statistics);
        Assert.Equal((1, 0), (running, pair.Endpoint.Running));
        Assert.Equal(there.Packets, here.Packets);
        Assert.Equal(there.Bytes + (12 * there.Packets), here.Bytes);
        Assert.Equal(there.KeyFrames, here.KeyFrames);
        Assert.Equal((0, 0, 0, 0), (here.PacketsLost, here.BrokenFrames, here.UnusableFrames, here.Nacks));
        Assert.InRange(there.KeyFrameRequests, 1, here.KeyFrameRequests);
        Assert.Equal(IceCandidateKind.Host, here.RemoteKind);
        Assert.InRange(here.SetupTime!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.InRange(here.Jitter!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.InRange(there.RoundTrip!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.Equal((0, 0), (there.LastReport!.Value.CumulativeLost, there.LastReport.Value.FractionLost));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_phone_may_change_its_address()
    {
        await using var pair = new CallPair();
        var call = await pair.ConnectAsync();
        await call.Sink.SkipFramesAsync(1);
        var before = call.Session.Statistics.RemoteKind;

        call.Caller.Move(IPAddress.Parse("127.0.0.2"));
        while (call.Session.Statistics.RemoteKind == before)
        {
            await call.Sink.NextFrameAsync();
        }

        var report = call.Caller.Statistics.LastReport;
        while (call.Caller.Statistics.LastReport == report)
        {
            await call.Sink.NextFrameAsync(); // Until our reports reach it, too.
        }

        Assert.Equal((IceCandidateKind.Host, IceCandidateKind.PeerReflexive), (before, call.Session.Statistics.RemoteKind));
        Assert.Equal(2, pair.Endpoint.Routes.Addresses);
    }

    [Fact(Timeout = Timeout)]
    public async Task Two_threads_share_a_port_and_many_calls()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Several sockets on one port need Linux.");
        await using var pair = new CallPair(options => options.ReceiveThreads = 2);
        Assert.Single(pair.Endpoint.Sockets.Select(socket => socket.EndPoint.Port).Distinct());

        var calls = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => pair.ConnectAsync()));
        foreach (var call in calls)
        {
            await call.Sink.SkipFramesAsync(2);
        }

        Assert.Equal(24, pair.Endpoint.Running);
        Assert.All(pair.Endpoint.Sockets, socket => Assert.InRange(socket.Counts.Received, 1, long.MaxValue));
    }

    [Fact(Timeout = Timeout)]
    public async Task Addresses_may_come_later()
    {
        await using var pair = new CallPair();
        var call = pair.Begin(options: new() { TellsAddress = false });
        var withoutAddress = call.Session.Answer.Split("\r\n").Where(line =>
            !line.StartsWith("a=candidate", StringComparison.Ordinal)
            && !line.StartsWith("a=end-of", StringComparison.Ordinal));
        var candidate = call.Session.Answer.Split("\r\n").Single(
            line => line.StartsWith("a=candidate", StringComparison.Ordinal));

        call.Session.AddCandidate(call.Caller.Candidate);
        var connecting = call.ConnectAsync(_ => string.Join("\r\n", withoutAddress));
        call.Caller.AddCandidate(candidate[2..]);
        await connecting;
        await call.Sink.SkipFramesAsync(1);
    }

    /// <summary>It never heard of our address, so that only our probes can have brought them together.</summary>
    [Fact(Timeout = Timeout)]
    public async Task A_phone_on_this_machine_is_spoken_to_first()
    {
        await using var pair = new CallPair();
        var call = pair.Begin();
        await call.ConnectAsync(answer => string.Join("\r\n", answer.Split("\r\n").Where(line =>
            !line.StartsWith("a=candidate", StringComparison.Ordinal)
            && !line.StartsWith("a=end-of", StringComparison.Ordinal))));
        await call.Sink.SkipFramesAsync(1);
    }
}
