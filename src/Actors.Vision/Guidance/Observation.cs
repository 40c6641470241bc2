using System.Collections.Immutable;
using Actors.Vision.Faces;
using Actors.Vision.Quality;

namespace Actors.Vision.Guidance;

/// <summary>One picture, as far as the judgement needs it.</summary>
public sealed record Observation
{
    private Observation()
    {
    }

    /// <summary>When the picture came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Its height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The faces in it, the surest first.</summary>
    public required ImmutableArray<Face> Faces { get; init; }

    /// <summary>What was measured beside them.</summary>
    public required PictureQuality Quality { get; init; }

    /// <summary>Whether the detector failed, so that nothing else here says anything.</summary>
    public required bool DetectorFailed { get; init; }

    /// <summary>A picture that was looked at.</summary>
    public static Observation Seen(
        DateTimeOffset at, int width, int height, ImmutableArray<Face> faces, in PictureQuality quality) => new()
        {
            At = at,
            Width = width,
            Height = height,
            Faces = faces,
            Quality = quality,
            DetectorFailed = false,
        };

    /// <summary>A picture that the detector could not look at.</summary>
    public static Observation Failed(DateTimeOffset at, int width, int height) => new()
    {
        At = at,
        Width = width,
        Height = height,
        Faces = [],
        Quality = default,
        DetectorFailed = true,
    };
}
