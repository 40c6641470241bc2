using Actors.Benchmarks.Harness;
using Actors.Vision.Detectors;
using Actors.WebRtc.Vp8;

namespace Actors.Benchmarks.Calls;

/// <summary>
/// CPU time of the analysis of a key frame, from its bytes to the judgement. The peer is the bare libraries on the same
/// frames; it reduces the picture by the same code, because the input of the model must be the same.
/// </summary>
internal sealed class FrameCost : IBenchmark
{
    private const int Showings = 20;
    private const double AimTimes = 1.15;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1.0 / CallFilm.KeyFramesPerSecond);

    public string Name => "FRAME";

    public async Task<IReadOnlyList<Line>> RunAsync()
    {
        var frames = CallFilm.ReadKeyFrames();
        using var model = CallModel.Load();
        using var pool = new FaceDetectorPool(model, 1);
        using var decoder = new Vp8Decoder();
        using var bare = new BareLook(model);
        var results = await new Contest()
            .Add("judged", () => Task.FromResult(Show(frames, Judge(pool, decoder))))
            .Add("bare", () => Task.FromResult(Show(frames, frame => bare.Look(frame))))
            .RunAsync();
        return
        [
            new("CPU per analysed frame, 640 × 480", "ms", results["judged"], "bare libvpx and ONNX Runtime", results["bare"],
                Aim.TimesPeer(AimTimes), IsLessBetter: true),
        ];
    }

    private static Action<byte[]> Judge(FaceDetectorPool pool, Vp8Decoder decoder)
    {
        var look = new JudgedLook(pool);
        var at = DateTimeOffset.UnixEpoch;
        return frame => look.Look(decoder, frame, at += Interval);
    }

    private static Sample Show(byte[][] frames, Action<byte[]> look)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var showing = 0; showing < Showings; showing++)
        {
            foreach (var frame in frames)
            {
                look(frame);
            }
        }

        var each = (Environment.CpuUsage.TotalTime - before) / (Showings * frames.Length);
        return new(each.TotalMilliseconds, each.TotalMicroseconds);
    }
}
