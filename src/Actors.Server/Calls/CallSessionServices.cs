using Actors.Vision.Detectors;
using Actors.Vision.Guidance;

namespace Actors.Server.Calls;

/// <summary>What all sessions have in common.</summary>
internal sealed class CallSessionServices(
    IGrainFactory grains, FaceDetectorPool detectors, FrameAnalysts analysts, CallEvidence evidence, CallMeter meter,
    TimeProvider wall, CallLog log)
{
    public IGrainFactory Grains => grains;

    public FaceDetectorPool Detectors => detectors;

    public FrameAnalysts Analysts => analysts;

    public CallEvidence Evidence => evidence;

    public CallMeter Meter => meter;

    /// <summary>The wall clock: media go by it, however fast people live.</summary>
    public TimeProvider Wall => wall;

    public CallLog Log => log;

    /// <summary>What passes.</summary>
    public GuideRules Rules { get; } = new();
}
