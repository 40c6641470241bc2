using Actors.Vision.Detectors;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;
using Actors.Vision.Pictures;
using Actors.Vision.Quality;

namespace Actors.Vision;

/// <summary>
/// Looks at the pictures of one call, one after another, and says what the judgement needs of each. For one thread at a time;
/// the calls share a pool of detectors.
/// </summary>
public sealed class PictureObserver(FaceDetectorPool detectors)
{
    private readonly QualityMeter _meter = new();

    /// <summary>Finds faces, then measures. The picture is not needed afterwards.</summary>
    /// <param name="picture">As it comes from the decoder.</param>
    /// <param name="at">When it came.</param>
    /// <param name="failure">Why the detector failed, for the log; null: it did not.</param>
    public Observation Observe(in I420Picture picture, DateTimeOffset at, out string? failure)
    {
        switch (detectors.Detect(picture))
        {
            case FacesDetected { Faces: var faces }:
                failure = null;
                return Observation.Seen(at, picture.Width, picture.Height, faces, _meter.Measure(picture, faces.AsSpan()));
            case DetectionFailed { Reason: var reason }:
                failure = reason;
                return Observation.Failed(at, picture.Width, picture.Height);
            default:
                throw new InvalidOperationException("There are two kinds of detections.");
        }
    }
}
