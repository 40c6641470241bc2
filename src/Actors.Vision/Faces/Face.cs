namespace Actors.Vision.Faces;

/// <summary>
/// A face in a picture. Masks and drawings count as faces; only the turn of the head shows that a person is there.
/// </summary>
/// <param name="Score">The detector's confidence, from the threshold to 1.</param>
/// <param name="Box">Where the face is.</param>
/// <param name="Keypoints">Eyes, nose, mouth and ears.</param>
public readonly record struct Face(float Score, FaceBox Box, FaceKeypoints Keypoints);

/// <summary>The upright rectangle around a face, from forehead to chin, in pixels of the picture.</summary>
public readonly record struct FaceBox(float Left, float Top, float Width, float Height)
{
    /// <summary>The middle.</summary>
    public PicturePoint Centre => new(Left + (Width / 2), Top + (Height / 2));

    /// <summary>The right edge.</summary>
    public float Right => Left + Width;

    /// <summary>The lower edge.</summary>
    public float Bottom => Top + Height;
}

/// <summary>A point in pixels, right and down from the top left corner of the picture. May lie outside the picture.</summary>
public readonly record struct PicturePoint(float X, float Y)
{
    /// <summary>The point half-way.</summary>
    public static PicturePoint Between(PicturePoint one, PicturePoint other) => new((one.X + other.X) / 2, (one.Y + other.Y) / 2);

    /// <summary>The distance in pixels.</summary>
    public float DistanceTo(PicturePoint other) => MathF.Sqrt(((X - other.X) * (X - other.X)) + ((Y - other.Y) * (Y - other.Y)));
}
