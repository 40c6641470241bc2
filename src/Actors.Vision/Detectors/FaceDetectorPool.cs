using System.Collections.Concurrent;
using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Detectors;

/// <summary>
/// Detectors for any number of threads. When all are at work a caller waits its turn, which is a millisecond or two for each
/// picture before it: more detectors than processors would only make all of them slower.
/// </summary>
public sealed class FaceDetectorPool : IDisposable
{
    private readonly BlockingCollection<FaceDetector> _idle = [];

    /// <param name="model">The model, which must live longer.</param>
    /// <param name="size">How many pictures are looked at side by side.</param>
    /// <param name="thresholds">What counts as a face.</param>
    public FaceDetectorPool(LoadedFaceModel model, int size, DetectionThresholds? thresholds = null)
        : this(size, () => new FaceDetector(model, thresholds))
    {
    }

    internal FaceDetectorPool(int size, Func<FaceDetector> create)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Limits.Detectors);
        Size = size;
        for (var made = 0; made < size; made++)
        {
            _idle.Add(create());
        }
    }

    /// <summary>How many pictures are looked at side by side.</summary>
    public int Size { get; }

    /// <inheritdoc cref="FaceDetector.Detect"/>
    public Detection Detect(in I420Picture picture)
    {
        var detector = _idle.Take();
        try
        {
            return detector.Detect(picture);
        }
        finally
        {
            _idle.Add(detector);
        }
    }

    /// <summary>Lets those at work finish. Nobody may come any more.</summary>
    public void Dispose()
    {
        for (var gone = 0; gone < Size; gone++)
        {
            _idle.Take().Dispose();
        }

        _idle.Dispose();
    }
}
