using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Actors.Tidy.Tests.Rules;

/// <summary>Versions of packages stand in Directory.Packages.props, exact, and nowhere else.</summary>
internal sealed partial class CentralVersions : IRule
{
    private const string Central = "Directory.Packages.props";

    public IEnumerable<Finding> Check(Tree tree)
    {
        var central = tree.Find(Central) is { } file
            ? new ProjectFile(file).Elements("PackageVersion")
                .ToDictionary(Name, element => (string?)element.Attribute("Version") ?? "")
            : [];
        var loose = central.Where(entry => !Exact().IsMatch(entry.Value))
            .Select(entry => new Finding(nameof(CentralVersions), Central, 1, $"{entry.Key} needs an exact version."));
        return loose.Concat(tree.BuildFiles.SelectMany(project => Check(new(project), central)));
    }

    private static IEnumerable<Finding> Check(ProjectFile project, Dictionary<string, string> central)
    {
        foreach (var reference in project.Elements("PackageReference"))
        {
            if (reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
                || reference.Element("Version") is not null)
            {
                yield return project.File.Finding(
                    nameof(CentralVersions), 1, $"The version of {Name(reference)} belongs in {Central}.");
            }
            else if (!central.ContainsKey(Name(reference)))
            {
                yield return project.File.Finding(nameof(CentralVersions), 1, $"{Name(reference)} has no version in {Central}.");
            }
        }

        foreach (var download in project.Elements("PackageDownload"))
        {
            // NuGet asks for it inline, in brackets.
            var version = ((string?)download.Attribute("Version") ?? "").Trim('[', ']');
            if (!Exact().IsMatch(version) || (central.TryGetValue(Name(download), out var pinned) && pinned != version))
            {
                yield return project.File.Finding(
                    nameof(CentralVersions), 1, $"{Name(download)} is downloaded in another version.");
            }
        }
    }

    private static string Name(XElement element) =>
        (string?)element.Attribute("Include") ?? (string?)element.Attribute("Update") ?? "";

    [GeneratedRegex(@"^\d+(\.\d+)+(-[\w.]+)?$")]
    private static partial Regex Exact();
}
