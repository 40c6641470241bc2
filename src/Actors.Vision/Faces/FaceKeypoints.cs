namespace Actors.Vision.Faces;

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
