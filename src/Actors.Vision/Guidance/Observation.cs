using System.Collections.Immutable;
using Actors.Vision.Faces;
using Actors.Vision.Quality;

namespace Actors.Vision.Guidance;

/// <summary>What <see cref="GuideJudgement"/> needs of one picture.</summary>
public sealed record Observation
{
    private Observation()
    {
    }

    /// <summary>When the picture arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The width of the picture in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>The height of the picture in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The faces, the highest score first.</summary>
    public required ImmutableArray<Face> Faces { get; init; }

    /// <summary>The measured quality of the picture.</summary>
    public required PictureQuality Quality { get; init; }

    /// <summary>Whether the detector failed. Faces and quality are then meaningless.</summary>
    public required bool DetectorFailed { get; init; }

    /// <summary>The detector looked at the picture.</summary>
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

    /// <summary>The detector failed on the picture.</summary>
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
