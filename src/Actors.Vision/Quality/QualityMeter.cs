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
    /// <param name="possible">What may be covered faces, if there are no faces.</param>
    public PictureQuality Measure(
        in I420Picture picture, ReadOnlySpan<Face> faces, ReadOnlySpan<Face> possible = default)
    {
        (_current, _previous) = (_previous, _current);
        _current.Load(picture.Y);
        var largest = Largest(faces);
        var face = largest is { } found ? CellRange.OfFace(_current, found.Box) : default;
        var (luma, bright) = MeasureLight();
        var (spread, edges) = _background.Measure(
            _current, faces, (largest?.Box.Width ?? 0) * _current.Scale.X, bright - Black);
        return new()
        {
            Luma = luma,
            BrightLuma = bright,
            FaceLuma = FaceMeasures.Luma(_current, face),
            Sharpness = FaceMeasures.Sharpness(_current, face),
            Bareness = (largest ?? Largest(possible)) is { } seen ? FaceMeasures.Bareness(picture, seen) : null,
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

/// <summary>
/// Measures of a picture, from its luma (16 is black, 235 is white) on a small grid. <c>GuideRules</c> has the limits.
/// </summary>
public readonly record struct PictureQuality
{
    /// <summary>The mean luma of the whole picture.</summary>
    public required float Luma { get; init; }

    /// <summary>The least luma of the brightest tenth of the picture.</summary>
    public required float BrightLuma { get; init; }

    /// <summary>The mean luma of the largest face; <c>null</c> if there is no face.</summary>
    public required float? FaceLuma { get; init; }

    /// <summary>The variance of the Laplacian over the largest face, low if blurred; <c>null</c> if there is no face.</summary>
    public required float? Sharpness { get; init; }

    /// <summary>
    /// How much nose and mouth of the largest face have the tint of its forehead: about 1 for a bare face, about 0 or less
    /// under a mask; <c>null</c> if it cannot be told. Without a face, that of what may be a covered one.
    /// </summary>
    public required float? Bareness { get; init; }

    /// <summary>
    /// The standard deviation of luma in the background, in parts of the range from black to <see cref="BrightLuma"/>; 0 if
    /// the people leave no background.
    /// </summary>
    public required float BackgroundSpread { get; init; }

    /// <summary>
    /// The length of edges in the background, in widths of the largest face; 0 without a face, or if the people leave no
    /// background.
    /// </summary>
    public required float BackgroundEdges { get; init; }

    /// <summary>The mean difference of luma from the previous picture; <c>null</c> if there is none of this size.</summary>
    public required float? Change { get; init; }
}
