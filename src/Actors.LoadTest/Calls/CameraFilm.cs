using System.ComponentModel;
using System.Diagnostics;
using Actors.WebRtc.Caller.Video;

namespace Actors.LoadTest.Calls;

/// <summary>
/// What the cameras show. The server looks at key frames and asks for two a second: a film that has fewer would jump, so it is
/// made anew by ffmpeg, as is everything that is not VP8.
/// </summary>
internal static class CameraFilm
{
    private const string Filters =
        "scale=w='if(gt(iw,ih),min(640,iw),-2)':h='if(gt(iw,ih),-2,min(640,ih))',fps=20,format=yuv420p";

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(0.6);

    /// <summary>Reads a film.</summary>
    /// <param name="path">VP8 in IVF, or whatever ffmpeg reads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">It is no film; the message says what to do.</exception>
    public static async Task<VideoClip> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        if (TryRead(bytes) is { } clip && clip.MaxKeyFrameInterval <= LongestWait)
        {
            return clip;
        }

        var folder = Directory.CreateTempSubdirectory("actors-film-");
        try
        {
            var made = Path.Combine(folder.FullName, "film.ivf");
            await MakeAsync(path, made, cancellationToken);
            return TryRead(await File.ReadAllBytesAsync(made, cancellationToken))
                ?? throw new InvalidDataException($"There is no picture in {path}.");
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

    private static async Task MakeAsync(string from, string to, CancellationToken cancellationToken)
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
                $"{from} is not VP8 in IVF with two key frames a second. Install ffmpeg, which makes such a film of it.");
        }
    }
}
