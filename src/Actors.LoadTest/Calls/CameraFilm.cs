using System.ComponentModel;
using System.Diagnostics;
using Actors.WebRtc.Caller.Video;

namespace Actors.LoadTest.Calls;

/// <summary>
/// The film that the cameras show. The server analyses two key frames per second. A film with fewer, or in another format, is
/// converted by ffmpeg.
/// </summary>
internal static class CameraFilm
{
    private const string Filters =
        "scale=w='if(gt(iw,ih),min(640,iw),-2)':h='if(gt(iw,ih),-2,min(640,ih))',fps=20,format=yuv420p";

    private static readonly TimeSpan MaxKeyFrameGap = TimeSpan.FromSeconds(0.6);

    /// <summary>
    /// The film of a person who does what the server asks, in <c>artifacts/media</c>. It is built by <c>tests/media/build.sh</c>
    /// and not committed, because it shows a person.
    /// </summary>
    public static string PassingFilm { get; } =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "media", "passing.ivf"));

    /// <summary>Reads a film, converted if necessary.</summary>
    /// <param name="path">VP8 in IVF, or any format that ffmpeg reads.</param>
    /// <param name="cancellationToken">Stops the conversion.</param>
    /// <exception cref="InvalidDataException">The file is not a film; the message says what to do.</exception>
    public static async Task<VideoClip> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        if (TryRead(bytes) is { } clip && clip.MaxKeyFrameInterval <= MaxKeyFrameGap)
        {
            return clip;
        }

        var folder = Directory.CreateTempSubdirectory("actors-film-");
        try
        {
            var converted = Path.Combine(folder.FullName, "film.ivf");
            await ConvertAsync(path, converted, cancellationToken);
            return TryRead(await File.ReadAllBytesAsync(converted, cancellationToken))
                ?? throw new InvalidDataException($"{path} holds no picture.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static VideoClip? TryRead(byte[] bytes)
    {
        try
        {
            return VideoClip.Read(bytes);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static async Task ConvertAsync(string from, string to, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-nostdin", "-v", "error", "-y", "-i", from, "-an", "-vf", Filters, "-c:v", "libvpx", "-deadline", "good",
            "-cpu-used", "4", "-auto-alt-ref", "0", "-lag-in-frames", "0", "-g", "10", "-keyint_min", "10", "-b:v", "1M",
            "-f", "ivf", to,
        ];
        try
        {
            using var program = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
            var said = await program.StandardError.ReadToEndAsync(cancellationToken);
            await program.WaitForExitAsync(cancellationToken);
            if (program.ExitCode != 0)
            {
                throw new InvalidDataException($"{from} is not a film that ffmpeg reads: {said.TrimEnd()}");
            }
        }
        catch (Win32Exception)
        {
            throw new InvalidDataException(
                $"{from} is not VP8 in IVF with two key frames a second. Install ffmpeg to convert it.");
        }
    }
}
