using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;
using Actors.Vision.Pictures;
using Actors.Vision.Quality;

namespace Actors.Vision;

/// <summary>
/// Turns the pictures of one call into observations for <see cref="GuideJudgement"/>. Not thread-safe; the calls share a
/// pool of detectors.
/// </summary>
public sealed class PictureObserver(FaceDetectorPool detectors)
{
    private readonly QualityMeter _meter = new();

    /// <summary>Finds the faces, then measures the picture. Keeps no reference to the picture.</summary>
    /// <param name="picture">A decoded picture.</param>
    /// <param name="at">When the picture arrived.</param>
    /// <param name="failure">Why the detector failed, for the log; <c>null</c> if it did not fail.</param>
    public Observation Observe(in I420Picture picture, DateTimeOffset at, out string? failure)
    {
        switch (detectors.Detect(picture))
        {
            case FacesDetected detected:
                failure = null;
                var quality = _meter.Measure(picture, detected.Faces.AsSpan(), detected.Possible.AsSpan());
                return Observation.Seen(at, picture.Width, picture.Height, detected, quality);
            case DetectionFailed { Reason: var reason }:
                failure = reason;
                return Observation.Failed(at, picture.Width, picture.Height);
            default:
                throw new InvalidOperationException("A detection is either FacesDetected or DetectionFailed.");
        }
    }
}
