using System.Collections.Immutable;

namespace Actors.Vision.Faces;

/// <summary>The detector did its work.</summary>
/// <param name="Faces">What it found, the surest first; perhaps nothing.</param>
public sealed record FacesDetected(ImmutableArray<Face> Faces) : Detection
{
    /// <summary>There is nobody.</summary>
    public static FacesDetected Nobody { get; } = new([]);
}
