using System.Collections.Concurrent;
using System.Net;
using Actors.Testing;
using Actors.Testing.Media;
using Actors.WebRtc.Ice;
using Actors.WebRtc.Sdp;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Logging;

namespace Actors.WebRtc.Tests.Sessions;

/// <summary>What is written down about calls, and what is not.</summary>
public sealed class SessionLogTests
{
    private const int Timeout = 60_000;
    private readonly Recorder _log = new();

    /// <summary>An option that no start would let pass makes the first report of a call throw.</summary>
    [Fact(Timeout = Timeout)]
    public async Task A_mistake_of_ours_is_logged_once_and_ends_one_call()
    {
        var time = new TestTimeProvider();
        await using var pair = new CallPair(time: time, callerTime: TimeProvider.System, log: _log);
        var call = await pair.ConnectAsync();
        await call.Sink.SkipFramesAsync(1);
        pair.Options.MaxBitsPerSecond = -1;
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SessionEnd.Failed, await call.Sink.Closed);
        Assert.Single(_log.Lines, line => line.Id == 5);

        pair.Options.MaxBitsPerSecond = 600_000;
        var next = await pair.ConnectAsync();
        await next.Sink.SkipFramesAsync(1);
        Assert.Equal(1, pair.Endpoint.Running);
    }

    [Fact(Timeout = Timeout)]
    public async Task Nothing_is_written_of_whose_a_call_is_nor_for_each_packet()
    {
        IceCredentials credentials;
        await using (var pair = new CallPair(log: _log))
        {
            var call = await pair.ConnectAsync(options: new() { LocalAddress = IPAddress.Parse("127.0.0.3") });
            credentials = SessionDescription.Parse(call.Session.Answer).Media.Single().Credentials!;
            await call.Sink.SkipFramesAsync(2);
            for (var count = 0; count < 1_000; count++)
            {
                var from = new IPEndPoint(IPAddress.Loopback, 1 + count).Serialize();
                pair.Endpoint.Demultiplexer.Deliver(pair.Endpoint.Sockets[0], new byte[] { (byte)(count & 0xFF), 1, 2 }, from);
            }
        }

        Assert.Equal([1, 2], _log.Lines.Select(line => line.Id));
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains("127.0.0", StringComparison.Ordinal));
        Assert.DoesNotContain(_log.Lines, line => line.Text.Contains(credentials.Fragment, StringComparison.Ordinal));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(16_382, 16)]
    [InlineData(16, 16_382)]
    [InlineData(17, 33)]
    [InlineData(2, 2)]
    [InlineData(16_383, 1)]
    public async Task Pictures_that_cannot_be_judged_are_one_line_for_a_call(int width, int height)
    {
        await using var pair = new CallPair(options => options.KeyFrameInterval = TimeSpan.FromMilliseconds(20), log: _log);
        var strange = SampleClip.Of(
            25, 6, index => index == 5 ? SampleClip.KeyFrame(500, index) : SampleClip.KeyFrame(500, index, width, height));
        var call = await pair.ConnectAsync(strange);
        await call.Sink.SkipFramesAsync(2);

        Assert.InRange(call.Session.Statistics.UnusableFrames, 5, long.MaxValue);
        Assert.Contains($"{width} × {height}", Assert.Single(_log.Lines, line => line.Id == 7).Text, StringComparison.Ordinal);
        Assert.Equal(SessionState.Connected, call.Session.State);
        Assert.DoesNotContain(_log.Lines, line => line.Id is 4 or 5);
    }

    private sealed class Recorder : ILogger<CallEndpoint>
    {
        public ConcurrentQueue<(int Id, string Text)> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((eventId.Id, formatter(state, exception)));
    }
}
