using System.Collections.Immutable;

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
    /// <summary>
    /// What scores too low for a face, the highest score first; empty if there are faces. A covered face often scores so.
    /// </summary>
    public ImmutableArray<Face> Possible { get; init; } = [];

    /// <summary>No face.</summary>
    public static FacesDetected None { get; } = new([]);
}

/// <summary>The detector failed. This says nothing about the person and never counts against them.</summary>
/// <param name="Reason">The message of the runtime, for the log. Contains no personal data.</param>
public sealed record DetectionFailed(string Reason) : Detection;

/// <summary>
/// Six points of an upright face, in pixels of the picture. Left and right are sides of the picture: unless the picture is
/// mirrored, <see cref="LeftEye"/> is the person's right eye.
/// </summary>
public readonly record struct FaceKeypoints(
    PicturePoint LeftEye,
    PicturePoint RightEye,
    PicturePoint Nose,
    PicturePoint Mouth,
    PicturePoint LeftEar,
    PicturePoint RightEar)
{
    /// <summary>Number of points.</summary>
    public const int Count = 6;

    /// <summary>
    /// The least distance between the ears that <see cref="Turn"/> divides by, in parts of the distance between the eyes.
    /// </summary>
    private const float MinEarSpan = 0.25f;

    private const float MaxTurn = 3;

    /// <summary>
    /// How far the head leans, in degrees from −180 to 180: 0 is upright, positive is clockwise in the picture. An upside-down
    /// face has 180, whichever way the detector names its points.
    /// </summary>
    public float RollDegrees
    {
        get
        {
            var (x, y) = (RightEye.X - LeftEye.X, RightEye.Y - LeftEye.Y);
            var eyes = PicturePoint.Between(LeftEye, RightEye);
            var down = ((Mouth.Y - eyes.Y) * x) - ((Mouth.X - eyes.X) * y);
            return down <= 0 ? 180 : float.RadiansToDegrees(MathF.Atan2(y, x));
        }
    }

    /// <summary>
    /// How far the head is turned: the distance of the nose from the middle between the ears, along the line of the eyes, in
    /// parts of the distance between the ears. Within ±0.15 the head looks ahead; 35° is about 0.5, 65° about 1.2. A flat
    /// picture of a face stays below 0.26 at any angle (<c>models/MODEL-CARD.md</c>). Positive: the nose points to the right
    /// of the picture, the person's own left unless the picture is mirrored.
    /// </summary>
    public float Turn
    {
        get
        {
            var (x, y) = (RightEye.X - LeftEye.X, RightEye.Y - LeftEye.Y);
            var eyeSpan = MathF.Sqrt((x * x) + (y * y));
            if (eyeSpan == 0)
            {
                return 0;
            }

            var ears = PicturePoint.Between(LeftEar, RightEar);
            var nose = (((Nose.X - ears.X) * x) + ((Nose.Y - ears.Y) * y)) / eyeSpan;
            var earSpan = (((RightEar.X - LeftEar.X) * x) + ((RightEar.Y - LeftEar.Y) * y)) / eyeSpan;
            return Math.Clamp(nose / Math.Max(earSpan, MinEarSpan * eyeSpan), -MaxTurn, MaxTurn);
        }
    }

    /// <summary>The mean distance in pixels between these points and the same points of another picture.</summary>
    public float DistanceTo(in FaceKeypoints other) =>
        (LeftEye.DistanceTo(other.LeftEye) + RightEye.DistanceTo(other.RightEye) + Nose.DistanceTo(other.Nose)
        + Mouth.DistanceTo(other.Mouth) + LeftEar.DistanceTo(other.LeftEar) + RightEar.DistanceTo(other.RightEar)) / Count;
}
