namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>Where Chromium is.</summary>
internal static class ChromiumProgram
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The program.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message says what to install.</exception>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator);
        var candidates = folders.SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)));
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                "These tests need Chromium, and there is none on the PATH. ./build.sh installs it on Debian (package chromium).");
    }
}
