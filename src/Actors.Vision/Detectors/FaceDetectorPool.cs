using System.Collections.Concurrent;
using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Detectors;

/// <summary>
/// Shares detectors between threads. If all are busy, a caller waits one or two milliseconds per picture before its own.
/// More detectors than processors do not make this faster.
/// </summary>
public sealed class FaceDetectorPool : IDisposable
{
    private readonly BlockingCollection<FaceDetector> _idle = [];

    /// <param name="model">The model, which must outlive the pool.</param>
    /// <param name="size">Number of detectors, 1 to <see cref="Limits.Detectors"/>.</param>
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
        for (var index = 0; index < size; index++)
        {
            _idle.Add(create());
        }
    }

    /// <summary>Number of detectors.</summary>
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

    /// <summary>Waits for the busy detectors and disposes all. No thread may call the pool afterwards.</summary>
    public void Dispose()
    {
        for (var index = 0; index < Size; index++)
        {
            _idle.Take().Dispose();
        }

        _idle.Dispose();
    }
}
