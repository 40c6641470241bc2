using Actors.Testing;
using Actors.Testing.Media;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>How calls end, and which do not begin. The endpoint's clock moves when the test moves it.</summary>
public sealed class SessionEndTests
{
    private const int Timeout = 60_000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private readonly TestTimeProvider _time = new();

    [Fact(Timeout = Timeout)]
    public async Task A_peer_that_shows_another_certificate_is_refused()
    {
        await using var pair = Pair();
        var call = pair.Begin(changeOffer: WithOtherFingerprint);
        var connecting = call.Caller.ConnectAsync(call.Session.Answer, TestContext.Current.CancellationToken);

        Assert.Equal(SessionEnd.DtlsFailed, await call.Sink.Closed);
        Assert.Equal(["closed DtlsFailed"], call.Sink.Events);
        Assert.Contains(await call.Caller.Ended, (CallerEnd[])[CallerEnd.ByOtherSide, CallerEnd.DtlsFailed]);
        _ = await Record.ExceptionAsync(() => connecting); // It may have been connected for a moment.
    }

    [Fact(Timeout = Timeout)]
    public async Task A_caller_refuses_another_certificate_as_well()
    {
        await using var pair = Pair();
        var call = pair.Begin();
        var failure = await Assert.ThrowsAsync<NotConnectedException>(
            () => call.Caller.ConnectAsync(WithOtherFingerprint(call.Session.Answer), TestContext.Current.CancellationToken));

        Assert.Equal(CallerEnd.DtlsFailed, failure.Cause);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_call_without_video_ends()
    {
        await using var pair = Pair();
        var call = await pair.ConnectAsync(options: new() { SendsVideo = false });

        _time.Advance(TimeSpan.FromSeconds(10) - Moment);
        Assert.Equal(SessionState.Connected, call.Session.State);
        _time.Advance(Moment);

        Assert.Equal(SessionEnd.Idle, await call.Sink.Closed);
        Assert.Equal(["connected", "closed Idle"], call.Sink.Events);
        Assert.Equal(CallerEnd.ByOtherSide, await call.Caller.Ended);
    }

    [Fact(Timeout = Timeout)]
    public async Task So_does_one_whose_phone_vanished()
    {
        await using var pair = Pair();
        var call = await pair.ConnectAsync();
        await call.Sink.SkipFramesAsync(1);
        call.Caller.Vanish();

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(SessionEnd.Idle, await call.Sink.Closed);
        Assert.Equal(0, pair.Endpoint.Routes.Addresses);
    }

    [Fact(Timeout = Timeout)]
    public async Task Without_consent_a_call_ends_even_when_it_may_be_idle()
    {
        await using var pair = Pair(options => options.IdleTimeout = TimeSpan.FromSeconds(60));
        var call = await pair.ConnectAsync();
        call.Caller.Vanish();

        _time.Advance(TimeSpan.FromSeconds(30) + Moment);

        Assert.Equal(SessionEnd.ConsentLost, await call.Sink.Closed);
    }

    [Fact(Timeout = Timeout)]
    public async Task No_call_lasts_for_ever()
    {
        await using var pair = Pair(options =>
        {
            options.IdleTimeout = TimeSpan.FromSeconds(20);
            options.TotalTimeout = TimeSpan.FromSeconds(25);
        });
        var call = await pair.ConnectAsync();
        _time.Advance(TimeSpan.FromSeconds(19));
        var packets = call.Session.Statistics.Packets;
        while (call.Session.Statistics.Packets == packets)
        {
            await call.Sink.NextFrameAsync();
        }

        _time.Advance(TimeSpan.FromSeconds(6) - Moment);
        Assert.Equal(SessionState.Connected, call.Session.State);
        _time.Advance(Moment);
        Assert.Equal(SessionEnd.TotalTimeout, await call.Sink.Closed);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_phone_that_does_not_come_is_given_up()
    {
        await using var pair = Pair();
        var call = pair.Begin();
        _time.Advance(TimeSpan.FromSeconds(15) - Moment);
        Assert.Equal((SessionState.Waiting, 1), (call.Session.State, pair.Endpoint.Running));
        _time.Advance(Moment);

        Assert.Equal(SessionEnd.SetupTimeout, await call.Sink.Closed);
        Assert.Equal((SessionState.Closed, 0), (call.Session.State, pair.Endpoint.Running));
        Assert.Null(call.Session.Statistics.SetupTime);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_call_ends_once()
    {
        await using var pair = Pair();
        var call = await pair.ConnectAsync();
        Parallel.For(0, 8, _ => call.Session.Close());
        call.Caller.Close();
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(SessionEnd.ClosedHere, await call.Sink.Closed);
        Assert.Single(call.Sink.Events, what => what.StartsWith("closed", StringComparison.Ordinal));
    }

    [Fact(Timeout = Timeout)]
    public async Task The_sink_may_end_it_at_a_key_frame_and_gets_nothing_more()
    {
        await using var pair = Pair();
        var call = pair.Begin();
        call.Sink.Frame = call.Session.Close;
        await call.ConnectAsync();

        Assert.Equal(SessionEnd.ClosedHere, await call.Sink.Closed);
        Assert.Equal(CallerEnd.ByOtherSide, await call.Caller.Ended);
        Assert.Equal(["connected", "frame 640x480", "closed ClosedHere"], call.Sink.Events);
        Assert.Equal(SampleClip.Standard.Frame(0).ToArray(), await call.Sink.NextFrameAsync());
        Assert.Equal(1, call.Session.Statistics.KeyFrames);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_sink_that_fails_harms_no_other_call()
    {
        await using var pair = Pair();
        var call = pair.Begin();
        call.Sink.Frame = () => throw new InvalidOperationException("The sink fails.");
        await call.ConnectAsync();
        var other = await pair.ConnectAsync();
        await other.Sink.SkipFramesAsync(1);

        Assert.Equal(SessionState.Connected, call.Session.State);
    }

    [Fact(Timeout = Timeout)]
    public async Task The_end_of_the_endpoint_is_the_end_of_its_calls()
    {
        await using var pair = Pair();
        var call = await pair.ConnectAsync();
        var waiting = pair.Begin();
        await pair.Endpoint.DisposeAsync();

        Assert.Equal(SessionEnd.EndpointStopped, await call.Sink.Closed);
        Assert.Equal(SessionEnd.EndpointStopped, await waiting.Sink.Closed);
        Assert.Equal(CallerEnd.ByOtherSide, await call.Caller.Ended);
        Assert.Equal(CallRefusal.Stopping, Assert.Throws<CallRefusedException>(() => pair.Begin()).Refusal);
    }

    [Fact(Timeout = Timeout)]
    public async Task Calls_beyond_the_limit_are_refused_until_one_ends()
    {
        await using var pair = Pair(options => options.MaxCalls = 2);
        var first = pair.Begin();
        _ = pair.Begin();
        Assert.Equal(CallRefusal.Full, Assert.Throws<CallRefusedException>(() => pair.Begin()).Refusal);

        first.Session.Close();
        _ = pair.Begin();
        Assert.Equal(2, pair.Endpoint.Running);
    }

    [Fact(Timeout = Timeout)]
    public async Task What_is_no_offer_takes_no_place()
    {
        await using var pair = Pair(options => options.MaxCalls = 1);
        var sink = new CollectingSink();
        Assert.Throws<SdpException>(() => pair.Endpoint.Answer("v=0", sink));
        Assert.Throws<SdpException>(
            () => pair.Begin(changeOffer: offer => offer.Replace("VP8", "VP9", StringComparison.Ordinal)));

        Assert.Equal(0, pair.Endpoint.Running);
        Assert.Empty(sink.Events);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_caller_without_an_answer_gives_up()
    {
        await using var pair = Pair();
        var quick = new CallerOptions { Timings = new() { RetransmissionMs = 50, Transmissions = 2, LastWait = 1 } };
        var call = pair.Begin(options: quick);
        call.Session.Close();
        var failure = await Assert.ThrowsAsync<NotConnectedException>(
            () => call.Caller.ConnectAsync(call.Session.Answer, TestContext.Current.CancellationToken));

        Assert.Equal(CallerEnd.Unreachable, failure.Cause);
    }

    private static string WithOtherFingerprint(string description)
    {
        var at = description.IndexOf("a=fingerprint:sha-256 ", StringComparison.Ordinal) + "a=fingerprint:sha-256 ".Length;
        var other = description[at] == '0' ? '1' : '0';
        return string.Concat(description.AsSpan(0, at), other.ToString(), description.AsSpan(at + 1));
    }

    private CallPair Pair(Action<CallEndpointOptions>? configure = null) => new(configure, _time, TimeProvider.System);
}
