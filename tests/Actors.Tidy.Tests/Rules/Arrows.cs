namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Which project may refer to which. docs/ARCHITECTURE.md has the same table in words.
/// </summary>
internal sealed class Arrows : IRule
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Actors.Protocol"] = [],
        ["Actors.Domain"] = [],
        ["Actors.Grains"] = ["Actors.Domain"],
        ["Actors.Storage"] = ["Actors.Domain"],
        ["Actors.Privacy"] = ["Actors.Domain", "Actors.Storage"],
        ["Actors.Registration"] = ["Actors.Domain", "Actors.Privacy", "Actors.Storage"],
        ["Actors.WebRtc"] = ["Actors.Grains"],
        ["Actors.Vision"] = ["Actors.Grains"],
        ["Actors.Notifications"] = ["Actors.Grains"],
        ["Actors.Exposure"] = ["Actors.Grains"],
        ["Actors.Exposure.Client"] = [],
        ["Actors.Client"] = ["Actors.Protocol"],
        ["Actors.WebRtc.Caller"] = ["Actors.WebRtc"],
        ["Actors.LoadTest"] = ["Actors.Client", "Actors.WebRtc.Caller"],
    };

    public IEnumerable<Finding> Check(Tree tree) => tree.Projects
        .Where(file => file.IsUnder("src"))
        .Select(file => new ProjectFile(file))
        .SelectMany(CheckSource);

    private static IEnumerable<Finding> CheckSource(ProjectFile project)
    {
        if (project.Name == "Actors.Server")
        {
            return project.ProjectReferences.Where(target => !IsSource(target)).Select(target => Forbidden(project, target));
        }

        if (!Allowed.TryGetValue(project.Name, out var allowed))
        {
            return [project.File.Finding(nameof(Arrows), 1, $"{project.Name} has no place in the table of arrows.")];
        }

        return project.ProjectReferences.Except(allowed).Select(target => Forbidden(project, target));
    }

    private static bool IsSource(string target) => Allowed.ContainsKey(target);

    private static Finding Forbidden(ProjectFile project, string target) =>
        project.File.Finding(nameof(Arrows), 1, $"{project.Name} must not refer to {target}.");
}
