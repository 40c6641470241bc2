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

    /// <summary>
    /// What scores too low for a face, the highest score first; empty if there are faces. A head that turns away scores so.
    /// </summary>
    public required ImmutableArray<Face> Possible { get; init; }

    /// <summary>The measured quality of the picture.</summary>
    public required PictureQuality Quality { get; init; }

    /// <summary>Whether the detector failed. Faces and quality are then meaningless.</summary>
    public required bool DetectorFailed { get; init; }

    /// <summary>The detector looked at the picture.</summary>
    public static Observation Seen(
        DateTimeOffset at, int width, int height, FacesDetected detected, in PictureQuality quality) => new()
        {
            At = at,
            Width = width,
            Height = height,
            Faces = detected.Faces,
            Possible = detected.Possible,
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
        Possible = [],
        Quality = default,
        DetectorFailed = true,
    };

    /// <summary>The same picture. A possible face counts as a face if it is where the face was in the picture before.</summary>
    internal Observation Following(Face? before, GuideRules rules) =>
        Faces.IsEmpty && before is { } last && Possible is [var only] && !HasMoved(last, only, rules)
            ? this with { Faces = Possible }
            : this;

    /// <summary>Whether a face is somewhere else than in the picture before.</summary>
    internal static bool HasMoved(in Face before, in Face face, GuideRules rules) =>
        face.Box.Centre.DistanceTo(before.Box.Centre) > rules.MaxMove * face.Box.Width;
}

/// <summary>The largest motion between two successive pictures. A living face always moves a little.</summary>
/// <param name="Move">The largest move of the points of the face, in parts of its width.</param>
/// <param name="Change">The largest change of the picture, in mean luma.</param>
internal readonly record struct Motion(float Move, float Change)
{
    /// <summary>The motion with one more picture.</summary>
    /// <param name="before">The face of the previous picture; <c>null</c> if there were none or several.</param>
    /// <param name="face">The face of this picture; <c>null</c> if there are none or several.</param>
    /// <param name="change">The change of the picture in mean luma; <c>null</c> if it is unknown.</param>
    public Motion With(Face? before, Face? face, float? change) => new(
        before is { } last && face is { } now
            ? MathF.Max(Move, now.Keypoints.DistanceTo(last.Keypoints) / MathF.Max(1, now.Box.Width))
            : Move,
        MathF.Max(Change, change ?? 0));

    /// <summary>Whether nothing moved from one picture to the next.</summary>
    public bool IsStill(GuideRules rules) => Move <= rules.StillMove && Change <= rules.StillChange;
}

/// <summary>Draws the side to which a person must turn the head, so that a recording made earlier fails.</summary>
public static class HeadTurnChallenge
{
    /// <summary>
    /// Returns the side for a seed. The seed must be secret and new for each call. Consecutive seeds give unrelated sides.
    /// </summary>
    public static HeadSide Draw(ulong seed)
    {
        unchecked
        {
            // SplitMix64 (Steele et al. 2014), one step: every bit of the result depends on all bits of the seed.
            var mixed = seed + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed >> 63) & 1) == 0 ? HeadSide.Left : HeadSide.Right;
        }
    }
}

/// <summary>A side to turn the head to, from the person's point of view.</summary>
public enum HeadSide
{
    /// <summary>The person's own left.</summary>
    Left = 0,

    /// <summary>The person's own right.</summary>
    Right = 1,
}
