using Actors.Vision.Faces;
using Actors.Vision.Pictures;

namespace Actors.Vision.Quality;

/// <summary>
/// Measures the pictures of one camera and compares each with the previous one. Allocates only when the size of the picture
/// changes. Not thread-safe.
/// </summary>
public sealed class QualityMeter
{
    private const int Levels = 256;
    private const float Black = 16;
    private const float BrightPart = 0.1f;

    private readonly BackgroundMeasures _background = new();
    private readonly int[] _levels = new int[Levels];
    private LumaGrid _current = new();
    private LumaGrid _previous = new();

    /// <summary>Measures the next picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="faces">The faces in the picture.</param>
    public PictureQuality Measure(in I420Picture picture, ReadOnlySpan<Face> faces)
    {
        (_current, _previous) = (_previous, _current);
        _current.Load(picture.Y);
        var face = Largest(faces) is { } largest ? CellRange.OfFace(_current, largest.Box) : default;
        var (luma, bright) = MeasureLight();
        var (spread, edges) = _background.Measure(_current, faces, bright - Black);
        return new()
        {
            Luma = luma,
            BrightLuma = bright,
            FaceLuma = FaceMeasures.Luma(_current, face),
            Sharpness = FaceMeasures.Sharpness(_current, face),
            BackgroundSpread = spread,
            BackgroundEdges = edges,
            Change = _current.DifferenceTo(_previous),
        };
    }

    private static Face? Largest(ReadOnlySpan<Face> faces)
    {
        Face? largest = null;
        foreach (ref readonly var face in faces)
        {
            if (largest is null || face.Box.Width > largest.Value.Box.Width)
            {
                largest = face;
            }
        }

        return largest;
    }

    /// <summary>Returns the mean luma and the least luma of the brightest tenth of the cells.</summary>
    private (float Mean, float Bright) MeasureLight()
    {
        Array.Clear(_levels);
        var sum = 0f;
        foreach (var luma in _current.Cells)
        {
            sum += luma;
            _levels[(int)Math.Clamp(luma, 0, Levels - 1)]++;
        }

        var cells = _current.Cells.Length;
        var (level, brighter) = (Levels - 1, _levels[Levels - 1]);
        while (brighter < BrightPart * cells)
        {
            brighter += _levels[--level];
        }

        return (sum / cells, level);
    }
}
