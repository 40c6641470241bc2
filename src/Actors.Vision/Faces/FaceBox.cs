namespace Actors.Vision.Faces;

/// <summary>The upright rectangle around a face, from the forehead to the chin, in pixels of the picture.</summary>
public readonly record struct FaceBox(float Left, float Top, float Width, float Height)
{
    /// <summary>The middle.</summary>
    public PicturePoint Centre => new(Left + (Width / 2), Top + (Height / 2));

    /// <summary>The right edge.</summary>
    public float Right => Left + Width;

    /// <summary>The lower edge.</summary>
    public float Bottom => Top + Height;
}
