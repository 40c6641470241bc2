using System.ComponentModel;
using System.Diagnostics;

namespace Actors.Testing.Media;

/// <summary>
/// Films for callers and cameras (<c>tests/media/README.md</c>). The first test that asks has them made, once for all test
/// programs.
/// </summary>
public static class TestMedia
{
    private static readonly Lazy<string> Folder = new(Make);

    /// <summary>A film as VP8 in IVF, 20 pictures and 2 key frames a second.</summary>
    /// <param name="name">As <c>passing</c>.</param>
    public static string Ivf(string name) => PathOf($"{name}.ivf");

    /// <summary>The same film as JPEG pictures, for <c>--use-file-for-fake-video-capture</c> of Chromium.</summary>
    /// <param name="name">As <c>passing</c>.</param>
    public static string Mjpeg(string name) => PathOf($"{name}.mjpeg");

    private static string PathOf(string file)
    {
        var path = Path.Combine(Folder.Value, file);
        return File.Exists(path) ? path : throw new ArgumentException($"tests/media/build.sh makes no {file}.", nameof(file));
    }

    private static string Make()
    {
        var root = FindRoot();
        var start = new ProcessStartInfo("bash", ["tests/media/build.sh"])
        {
            WorkingDirectory = root,
            RedirectStandardError = true,
        };
        try
        {
            using var script = Process.Start(start)!;
            var said = script.StandardError.ReadToEnd();
            script.WaitForExit();
            return script.ExitCode == 0
                ? Path.Combine(root, "artifacts", "media")
                : throw new InvalidOperationException($"tests/media/build.sh ended with {script.ExitCode}: {said}");
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("These tests need bash, for tests/media/build.sh.", exception);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds Actors.sln.");
    }
}
