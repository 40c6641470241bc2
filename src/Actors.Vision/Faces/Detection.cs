using System.Collections.Immutable;

namespace Actors.Vision.Faces;

/// <summary>The result of looking for faces: <see cref="FacesDetected"/> or <see cref="DetectionFailed"/>.</summary>
public abstract record Detection
{
    private protected Detection()
    {
    }
}

/// <summary>The detector looked at the picture.</summary>
/// <param name="Faces">The faces, the highest score first; empty if there are none.</param>
public sealed record FacesDetected(ImmutableArray<Face> Faces) : Detection
{
    /// <summary>No face.</summary>
    public static FacesDetected None { get; } = new([]);
}

/// <summary>The detector failed. This says nothing about the person and never counts against them.</summary>
/// <param name="Reason">The message of the runtime, for the log. Contains no personal data.</param>
public sealed record DetectionFailed(string Reason) : Detection;
