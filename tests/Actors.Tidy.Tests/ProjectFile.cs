using System.Xml.Linq;

namespace Actors.Tidy.Tests;

/// <summary>A <c>.csproj</c>, <c>.props</c> or <c>.targets</c> file, read as XML.</summary>
internal sealed class ProjectFile(TreeFile file)
{
    private readonly XElement _root = XDocument.Parse(file.Text.TrimStart('\uFEFF')).Root!;

    public TreeFile File { get; } = file;

    public string Name => File.Name[..^File.Extension.Length];

    /// <summary>File names, without folder and ending, of the projects referred to.</summary>
    public IEnumerable<string> ProjectReferences => Items("ProjectReference").Select(Stem);

    public IEnumerable<XElement> Elements(string name) => _root.Descendants(name);

    private IEnumerable<string> Items(string name) => Elements(name).Select(item => (string?)item.Attribute("Include") ?? "");

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
