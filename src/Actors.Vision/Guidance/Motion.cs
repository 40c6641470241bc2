using Actors.Vision.Faces;

namespace Actors.Vision.Guidance;

/// <summary>How much ever moved from one picture to the next: of a face that lives always something.</summary>
/// <param name="Move">The most that the points of the face moved, in parts of its width.</param>
/// <param name="Change">The most that the picture changed, mean luma.</param>
internal readonly record struct Motion(float Move, float Change)
{
    /// <summary>With one more picture.</summary>
    /// <param name="before">The one face of the picture before, if there was one.</param>
    /// <param name="face">The one face of this picture, if there is one.</param>
    /// <param name="change">How much the picture changed.</param>
    public Motion With(Face? before, Face? face, float? change) => new(
        before is { } last && face is { } now
            ? MathF.Max(Move, now.Keypoints.DistanceTo(last.Keypoints) / MathF.Max(1, now.Box.Width))
            : Move,
        MathF.Max(Change, change ?? 0));

    /// <summary>Whether all pictures were one and the same.</summary>
    public bool IsStill(GuideRules rules) => Move <= rules.StillMove && Change <= rules.StillChange;
}
