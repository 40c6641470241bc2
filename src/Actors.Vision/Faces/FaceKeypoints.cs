namespace Actors.Vision.Faces;

/// <summary>
/// Six points of a face, in pixels of the picture. Left and right are those of the picture, of an upright face: the left eye
/// here is the person's right one, as long as nobody mirrored the picture.
/// </summary>
public readonly record struct FaceKeypoints(
    PicturePoint LeftEye,
    PicturePoint RightEye,
    PicturePoint Nose,
    PicturePoint Mouth,
    PicturePoint LeftEar,
    PicturePoint RightEar)
{
    /// <summary>How many points there are.</summary>
    public const int Count = 6;

    /// <summary>Ears closer together than this part of the eyes' distance would give any turn.</summary>
    private const float LeastEarSpan = 0.25f;

    private const float LargestTurn = 3;

    /// <summary>
    /// How far the head leans, degrees, −180 to 180: 0 is upright, positive is clockwise in the picture. An upside-down face
    /// has 180, whichever way its points are named.
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
    /// How far the head is turned: how far the nose is from the middle between the ears, along the line of the eyes, in parts
    /// of the distance between the ears. Within ±0.15 it looks ahead; 35° are about 0.5, 65° about 1.2. A flat picture of a
    /// face stays below 0.26 however it is held. Positive: the nose points to the right of the picture, which is the person's
    /// own left when nobody mirrored it.
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
            return Math.Clamp(nose / Math.Max(earSpan, LeastEarSpan * eyeSpan), -LargestTurn, LargestTurn);
        }
    }

    /// <summary>The mean distance, in pixels, from these points to those of another picture.</summary>
    public float DistanceTo(in FaceKeypoints other) =>
        (LeftEye.DistanceTo(other.LeftEye) + RightEye.DistanceTo(other.RightEye) + Nose.DistanceTo(other.Nose)
        + Mouth.DistanceTo(other.Mouth) + LeftEar.DistanceTo(other.LeftEar) + RightEar.DistanceTo(other.RightEar)) / Count;
}
