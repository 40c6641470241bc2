namespace Actors.Testing;

/// <summary>
/// The programmes of the server with the shortest time for the check of a person. Most films never pass, and a call with one
/// of them takes all of that time.
/// </summary>
public static class ShortChecks
{
    /// <summary>Writes the programmes, and returns the value for the setting <c>Programmes:Folder</c>.</summary>
    /// <param name="folder">The folder of the test, in which they get one of their own.</param>
    public static string WriteTo(TempFolder folder)
    {
        var programmes = Directory.CreateDirectory(folder.File("programmes"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Programmes"), "*.json"))
        {
            File.WriteAllText(
                Path.Combine(programmes.FullName, Path.GetFileName(file)),
                File.ReadAllText(file).Replace("\"checkSeconds\": 75", "\"checkSeconds\": 50", StringComparison.Ordinal));
        }

        return programmes.FullName;
    }
}
