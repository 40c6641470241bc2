using Actors.Vision.Faces;

namespace Actors.Vision.Guidance;

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
