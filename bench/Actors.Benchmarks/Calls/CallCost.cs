using Actors.Benchmarks.Harness;

namespace Actors.Benchmarks.Calls;

/// <summary>
/// CPU time of a whole call in the server: handshake, thirty seconds of video, of which it decodes the key frames, detection,
/// judgement, end. Callers run in another process. The peer is the bare libraries on the same frames at the same pace without
/// a network, because work at intervals finds cold caches. Measured once, since many simultaneous calls average themselves.
/// </summary>
internal sealed class CallCost(bool isQuick) : IBenchmark
{
    private const int Calls = 20;
    private const double CallSeconds = 30;
    private const double QuickSeconds = 5;
    private const double AimSeconds = 0.21;
    private const double AimTimes = 1.5;
    private const int FewFramesShort = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public string Name => "CALL-COST";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var seconds = isQuick ? QuickSeconds : CallSeconds;
        var frames = new List<KeptFrame>();
        await using var house = new CallHouse(frames);
        await HoldAsync(house, WarmUp);
        frames.Clear();
        var callersBefore = house.CallersCpu;
        var used = await HoldAsync(house, TimeSpan.FromSeconds(seconds));
        var callers = house.CallersCpu - callersBefore;
        Require(frames.Count, seconds);
        var bare = Bare(house, frames);

        // Scales a shorter call to a whole one: all but its handshake is proportional to its length.
        var scale = CallSeconds / seconds / Calls;
        return
        [
            new($"CPU per call of {CallSeconds:0} s, {Calls} at a time, {frames.Count / Calls} frames each", "s",
                Once(used, scale), "the same frames at the same pace through bare libvpx and ONNX Runtime", Once(bare, scale),
                Aim.TimesPeer(AimTimes).And(Aim.AtMost(AimSeconds)), IsLessBetter: true),
            new("the caller's own, which sends", "s", Once(callers, scale), IsLessBetter: true),
        ];
    }

    /// <summary>Makes calls and holds them for a while.</summary>
    /// <returns>The CPU time of this process from the first offer to the last end.</returns>
    private static async Task<TimeSpan> HoldAsync(CallHouse house, TimeSpan time)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var call = 0; call < Calls; call++)
        {
            await house.CallAsync();
        }

        await Task.Delay(time, TimeProvider.System);
        await house.HangUpAsync();
        return Environment.CpuUsage.TotalTime - before;
    }

    private static TimeSpan Bare(CallHouse house, List<KeptFrame> frames)
    {
        using var bare = new BareLook(house.Model);
        using var pace = new ManualResetEvent(initialState: false); // Never set; only its timeout is used.
        frames.ForEach(frame => bare.Look(frame.Data)); // Warms up.
        var before = Environment.CpuUsage.TotalTime;
        var began = TimeProvider.System.GetTimestamp();
        foreach (var frame in frames)
        {
            var left = frame.At - frames[0].At - TimeProvider.System.GetElapsedTime(began);
            if (left > TimeSpan.Zero)
            {
                pace.WaitOne(left);
            }

            bare.Look(frame.Data);
        }

        return Environment.CpuUsage.TotalTime - before;
    }

    private static void Require(int frames, double seconds)
    {
        var expected = Calls * ((CallFilm.KeyFramesPerSecond * seconds) - FewFramesShort);
        if (frames < expected)
        {
            throw new InvalidOperationException($"{frames} frames were analysed, but at least {expected} were expected.");
        }
    }

    private static Series Once(TimeSpan cpu, double scale) => new([new Sample(cpu.TotalSeconds * scale)]);
}
