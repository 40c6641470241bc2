namespace Actors.Server.Tests;

/// <summary>The pages for those who run a server.</summary>
internal static class Docs
{
    /// <summary>Where they are.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs");
    }
}
