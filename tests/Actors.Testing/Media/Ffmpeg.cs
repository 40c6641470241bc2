using System.ComponentModel;
using System.Diagnostics;

namespace Actors.Testing.Media;

/// <summary>Pictures decoded by ffmpeg.</summary>
public static class Ffmpeg
{
    /// <summary>Decodes to I420, picture after picture.</summary>
    /// <param name="arguments">What and how.</param>
    /// <exception cref="InvalidOperationException">There is no ffmpeg, or it failed.</exception>
    public static byte[] Decode(string[] arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var start = new ProcessStartInfo(
            "ffmpeg", ["-nostdin", "-v", "error", "-threads", "1", .. arguments, "-pix_fmt", "yuv420p", "-f", "rawvideo", "-"])
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
                "This needs ffmpeg. `./build.sh test` installs it on Debian; elsewhere install it by hand.", exception);
        }
    }
}
