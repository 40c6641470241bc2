namespace Actors.Vision.Faces;

/// <summary>A place in a picture: pixels from its left upper corner to the right and down; may lie outside.</summary>
public readonly record struct PicturePoint(float X, float Y)
{
    /// <summary>The point half-way.</summary>
    public static PicturePoint Between(PicturePoint one, PicturePoint other) => new((one.X + other.X) / 2, (one.Y + other.Y) / 2);

    /// <summary>Pixels between two points.</summary>
    public float DistanceTo(PicturePoint other) => MathF.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
}
