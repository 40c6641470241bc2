namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Which project may refer to which. A project that uses the grain programming model imports ActorEngine.props and names
/// neither half of the engine itself. The same table stands, in words, in docs/ARCHITECTURE.md.
/// </summary>
internal sealed class Arrows : IRule
{
    private const string Engine = "Actors.Engine";
    private const string Abstractions = "Actors.Engine.Abstractions";
    private const string EngineProps = "ActorEngine.props";

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Actors.Protocol"] = [],
        [Abstractions] = [],
        [Engine] = [Abstractions],
        ["Actors.Domain"] = [Abstractions],
        ["Actors.Grains"] = ["Actors.Domain", Abstractions],
        ["Actors.Storage"] = ["Actors.Domain", Abstractions],
        ["Actors.Privacy"] = ["Actors.Domain", "Actors.Storage"],
        ["Actors.WebRtc"] = ["Actors.Grains"],
        ["Actors.Vision"] = ["Actors.Grains"],
        ["Actors.Notifications"] = ["Actors.Grains"],
        ["Actors.Exposure"] = ["Actors.Grains"],
        ["Actors.Exposure.Client"] = [],
        ["Actors.Client"] = ["Actors.Protocol"],
        ["Actors.WebRtc.Caller"] = ["Actors.WebRtc"],
        ["Actors.LoadTest"] = ["Actors.Client", "Actors.WebRtc.Caller"],
    };

    public IEnumerable<Finding> Check(Tree tree) => tree.Projects.Select(file => new ProjectFile(file)).SelectMany(Check);

    private static IEnumerable<Finding> Check(ProjectFile project) =>
        CheckEngine(project).Concat(project.File.IsUnder("src") ? CheckSource(project) : []);

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

        return Targets(project).Except(allowed).Select(target => Forbidden(project, target));
    }

    private static IEnumerable<Finding> CheckEngine(ProjectFile project)
    {
        foreach (var target in project.ProjectReferences.Where(target => target is Engine or Abstractions))
        {
            if (project.Name != Engine)
            {
                yield return project.File.Finding(nameof(Arrows), 1, $"Import {EngineProps} instead of referring to {target}.");
            }
        }

        if (project.HostsEngine && project.File.IsUnder("src") && project.Name != "Actors.Server")
        {
            yield return project.File.Finding(nameof(Arrows), 1, $"{project.Name} must not host an engine.");
        }
    }

    private static IEnumerable<string> Targets(ProjectFile project) =>
        project.Imports(EngineProps) ? project.ProjectReferences.Append(Abstractions) : project.ProjectReferences;

    private static bool IsSource(string target) => Allowed.ContainsKey(target);

    private static Finding Forbidden(ProjectFile project, string target) =>
        project.File.Finding(nameof(Arrows), 1, $"{project.Name} must not refer to {target}.");
}
