namespace Actors.LoadTest.Servers;

/// <summary>Where the built server is: beside this program, in the folder of its own project.</summary>
internal static class ServerFiles
{
    private const string Project = "Actors.Server";

    /// <summary>The folder of the server.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Its program.</summary>
    public static string Program => Path.Combine(Folder, Project + ".dll");

    /// <summary>Its programmes.</summary>
    public static string Programmes => Path.Combine(Folder, "Programmes");

    private static string Find()
    {
        // artifacts/bin/<project>/<configuration>/
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, Project, own.Name);
    }
}
