namespace Actors.Tidy.Tests;

/// <summary>The files of the repository, or a few made-up ones in the tests of a rule.</summary>
internal sealed class Tree(IEnumerable<TreeFile> files)
{
    public IReadOnlyList<TreeFile> Files { get; } = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>C# that people write.</summary>
    public IEnumerable<TreeFile> CSharp => Files.Where(file =>
        file.Extension == ".cs" && !file.Path.Contains("/Generated/", StringComparison.Ordinal));

    public IEnumerable<TreeFile> Projects => Files.Where(file => file.Extension == ".csproj");

    /// <summary>Everything that MSBuild reads.</summary>
    public IEnumerable<TreeFile> BuildFiles => Files.Where(file => file.Extension is ".csproj" or ".props" or ".targets");

    public IEnumerable<TreeFile> Pages => Files.Where(file => file.Extension == ".md");

    public static Tree Of(params ReadOnlySpan<(string Path, string Text)> files)
    {
        var made = new List<TreeFile>();
        foreach (var (path, text) in files)
        {
            made.Add(new(path, text));
        }

        return new(made);
    }

    public TreeFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);

    public bool HasFolder(string path) => path.Length == 0 || Files.Any(file => file.IsUnder(path));
}
