using System.Text.RegularExpressions;

namespace Actors.Tidy.Tests.Rules;

/// <summary>Every project is in the solution, and the solution names no project that is not there.</summary>
internal sealed partial class SolutionComplete : IRule
{
    private const string Solution = "Actors.sln";

    public IEnumerable<Finding> Check(Tree tree)
    {
        var listed = Entry().Matches(tree.Find(Solution)?.Text ?? "")
            .Select(match => match.Groups[1].Value.Replace('\\', '/'))
            .ToHashSet();
        var present = tree.Projects.Select(project => project.Path).ToHashSet();
        return present.Except(listed).Select(path => new Finding(nameof(SolutionComplete), path, 1, $"Not in {Solution}."))
            .Concat(listed.Except(present)
                .Select(path => new Finding(nameof(SolutionComplete), Solution, 1, $"{path} is not there.")));
    }

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Entry();
}
