using System.Collections.Immutable;
using Actors.Vision.Faces;
using Actors.Vision.Guidance;
using Actors.Vision.Quality;

namespace Actors.Vision.Tests.Guidance;

/// <summary>
/// Pictures in letters, two a second. <c>f</c> is a face as it should be; <c>l</c> and <c>r</c> are one turned to the
/// person's left and right, <c>a</c> one that looks away a little; <c>p</c> is a photograph, the same each time.
/// <c>n</c> is no face, <c>2</c> two faces, <c>d</c> dark, <c>D</c> so dark that no face is found, <c>s</c> small,
/// <c>b</c> big, <c>o</c> off the middle, <c>e</c> beyond the edge, <c>u</c> upside down, <c>k</c> askew, <c>h</c>
/// blurred, <c>w</c> before a blank wall, <c>m</c> masked, <c>M</c> masked so that no face is found. Too faint for a
/// face are <c>F</c>, one that looks ahead, <c>L</c>, turned to the left, and <c>O</c>, turned and elsewhere. <c>x</c> is a
/// failure of the detector.
/// </summary>
internal static class GuideSample
{
    public const int Width = 640;
    public const int Height = 480;

    /// <summary>All letters but the failure.</summary>
    public const string Letters = "flrapn2dDsboeukhwmMLFO";

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

    public static GuideRules Rules { get; } = new();

    private static PictureQuality Good { get; } = new()
    {
        Luma = 110,
        BrightLuma = 180,
        FaceLuma = 110,
        Sharpness = 80,
        Bareness = 0.9f,
        BackgroundSpread = 0.3f,
        BackgroundEdges = 2,
        Change = 3,
    };

    /// <summary>When the picture with this number comes.</summary>
    public static DateTimeOffset At(int number) => Start + (Interval * number);

    /// <summary>The judgement after these pictures, without an end.</summary>
    public static GuideJudgement Watch(string pictures, HeadSide challenge = HeadSide.Left, GuideRules? rules = null) =>
        Pictures(pictures).Aggregate(
            GuideJudgement.Begin(rules ?? Rules, challenge, Start), (judgement, picture) => judgement.Observe(picture));

    /// <summary>The verdict when these pictures are shown, the last ones over and over, until time is up.</summary>
    public static GuideVerdict Judge(string pictures, string then, HeadSide challenge = HeadSide.Left)
    {
        var all = pictures;
        while (At(all.Length) < Start + Rules.TimeLimit)
        {
            all += then;
        }

        return Watch(all, challenge).Expire(Start + Rules.TimeLimit).Verdict!.Value;
    }

    public static IEnumerable<Observation> Pictures(string letters) => letters.Select(Picture);

    /// <summary>The picture of a letter. Faces tremble a little, as living ones do; photographs do not.</summary>
    public static Observation Picture(char letter, int number)
    {
        var at = At(number);
        var tremble = number % 2 == 0 ? 0.5f : 0.51f;
        return letter switch
        {
            'f' => Seen(at, Good, Face(tremble)),
            'l' => Seen(at, Good, Face(tremble, turn: 0.6f)),
            'r' => Seen(at, Good, Face(tremble, turn: -0.6f)),
            'a' => Seen(at, Good, Face(tremble, turn: 0.25f)),
            'p' => Seen(at, Good with { Change = 0 }, Face(0.5f)),
            'n' => Seen(at, Good with { FaceLuma = null, Sharpness = null, Bareness = null }),
            '2' => Seen(at, Good, Face(0.4f), Face(0.7f, width: 0.1f)),
            'd' => Seen(at, Good with { FaceLuma = 20 }, Face(tremble)),
            'D' => Seen(at, Good with { BrightLuma = 30, FaceLuma = null, Sharpness = null, Bareness = null }),
            's' => Seen(at, Good, Face(tremble, width: 0.12f)),
            'b' => Seen(at, Good, Face(tremble, width: 0.7f)),
            'o' => Seen(at, Good, Face(tremble + 0.28f, width: 0.25f)),
            'e' => Seen(at, Good, Face(tremble, y: 0.26f, width: 0.45f)),
            'u' => Seen(at, Good, Face(tremble, roll: 180)),
            'k' => Seen(at, Good, Face(tremble, roll: 35)),
            'h' => Seen(at, Good with { Sharpness = 1 }, Face(tremble)),
            'w' => Seen(at, Good with { BackgroundSpread = 0.01f, BackgroundEdges = 0 }, Face(tremble)),
            'm' => Seen(at, Good with { Bareness = 0 }, Face(tremble)),
            'M' => Seen(at, Good with { FaceLuma = null, Sharpness = null, Bareness = -0.3f }),
            'L' => Possibly(at, Good, Face(tremble, turn: 0.6f)),
            'F' => Possibly(at, Good, Face(tremble)),
            'O' => Possibly(at, Good, Face(tremble + 0.28f, turn: 0.6f)),
            'x' => Observation.Failed(at, Width, Height),
            _ => throw new ArgumentOutOfRangeException(nameof(letter), letter, "No such picture."),
        };
    }

    /// <summary>Points of a face of this width around a middle.</summary>
    public static FaceKeypoints Keypoints(PicturePoint middle, float width, float turn, float roll)
    {
        var (sin, cos) = MathF.SinCos(float.DegreesToRadians(roll));
        PicturePoint At(float x, float y) => new(
            middle.X + (width * ((x * cos) - (y * sin))), middle.Y + (width * ((x * sin) + (y * cos))));
        return new(
            At(-0.2f, -0.15f), At(0.2f, -0.15f), At(0.9f * turn, 0.05f), At(0.2f * turn, 0.25f),
            At(-0.45f, -0.05f), At(0.45f, -0.05f));
    }

    private static Face Face(float x, float y = 0.5f, float width = 0.35f, float turn = 0, float roll = 0)
    {
        var (middle, pixels) = (new PicturePoint(x * Width, y * Height), width * Width);
        return new(
            0.95f,
            new(middle.X - (pixels / 2), middle.Y - (pixels / 2), pixels, pixels),
            Keypoints(middle, pixels, turn, roll));
    }

    private static Observation Possibly(DateTimeOffset at, PictureQuality quality, params ImmutableArray<Face> possible) =>
        Observation.Seen(
            at, Width, Height, FacesDetected.None with { Possible = possible },
            quality with { FaceLuma = null, Sharpness = null });

    private static Observation Seen(DateTimeOffset at, PictureQuality quality, params ImmutableArray<Face> faces) =>
        Observation.Seen(at, Width, Height, new(faces), quality);
}
