using System.Diagnostics;
using Actors.Benchmarks.Harness;
using Actors.WebRtc.Caller;
using Actors.WebRtc.Caller.Video;
using Actors.WebRtc.Sessions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Benchmarks.Calls;

/// <summary>
/// The time from the answer until both sides are connected, one call after another on loopback. The peer is the bare OpenSSL
/// handshake. Both sides run in this process, so their CPU times add up, unlike between two machines.
/// </summary>
internal sealed class CallSetup : IBenchmark
{
    private const int Calls = 200;
    private const double AimMedianMs = 60;
    private const double AimLateMs = 300;
    private const double Late = 0.95;

    public string Name => "CALL-SETUP";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var clip = VideoClip.Read(await File.ReadAllBytesAsync(CallFilm.Find()));
        using var handshake = new BareHandshake();
        var median = new List<Sample>();
        var late = new List<Sample>();
        var results = await new Contest()
            .Add("calls", async () =>
            {
                var times = await SetUpAsync(clip);
                late.Add(new(At(times, Late)));
                median.Add(new(At(times, 0.5), Note: $"highest {Figures.Of(times[^1])}"));
                return median[^1];
            })
            .Add("bare", () => Task.FromResult(new Sample(At(Shake(handshake), 0.5))))
            .RunAsync();
        return
        [
            new($"from answer to connected, p50 of {Calls}", "ms", results["calls"], "DTLS handshake in memory", results["bare"],
                Aim.AtMost(AimMedianMs), IsLessBetter: true),
            new("the same, p95", "ms", new Series(late.Skip(1)), "DTLS handshake in memory", results["bare"],
                Aim.AtMost(AimLateMs), IsLessBetter: true),
        ];
    }

    private static async Task<List<double>> SetUpAsync(VideoClip clip)
    {
        await using var endpoint = new CallEndpoint(new(), TimeProvider.System, NullLogger<CallEndpoint>.Instance);
        await using var callers = new VideoCallers(TimeProvider.System);
        var times = new List<double>();
        for (var call = 0; call < Calls; call++)
        {
            await using var caller = callers.Create(clip);
            var sink = new ConnectedSink();
            var started = Stopwatch.GetTimestamp();
            var session = endpoint.Answer(caller.Offer, sink);
            await Task.WhenAll(caller.ConnectAsync(session.Answer), sink.Connected);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static List<double> Shake(BareHandshake handshake)
    {
        var times = new List<double>();
        for (var call = 0; call < Calls; call++)
        {
            var started = Stopwatch.GetTimestamp();
            handshake.Shake();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    private static double At(List<double> ascending, double part) => ascending[(int)(part * (ascending.Count - 1))];

    /// <summary>Waits for the server's side.</summary>
    private sealed class ConnectedSink : ISessionSink
    {
        private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Connected => _connected.Task;

        public void OnConnected() => _connected.TrySetResult();

        public void OnKeyFrame(ReadOnlySpan<byte> frame, int width, int height, uint timestamp)
        {
        }

        public void OnClosed(SessionEnd cause) => _connected.TrySetException(new NotConnectedException(CallerEnd.ByOtherSide));
    }
}
