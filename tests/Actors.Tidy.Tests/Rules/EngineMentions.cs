using System.Text.RegularExpressions;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Which engine is compiled against is known to ActorEngine.props and to one hosting file per engine, and to nothing
/// else. Inside the embedded engine the word is the name of a class.
/// </summary>
internal sealed partial class EngineMentions : IRule
{
    private const int Engines = 2;

    public IEnumerable<Finding> Check(Tree tree)
    {
        var mentions = tree.Files
            .Where(file => file.Name != "ActorEngine.props" && IsBound(tree, file))
            .Select(file => (File: file, Line: Array.FindIndex(file.Lines, line => Property().IsMatch(line)) + 1))
            .Where(mention => mention.Line > 0)
            .ToList();
        var hosting = mentions.Where(mention => mention.File.IsUnder("src/Actors.Server/Hosting")).Take(Engines).ToList();
        return mentions.Except(hosting).Select(mention =>
            mention.File.Finding(nameof(EngineMentions), mention.Line,
                "Only ActorEngine.props and one hosting file per engine know the engine."));
    }

    private static bool IsBound(Tree tree, TreeFile file) =>
        tree.BuildFiles.Contains(file) || (file.IsUnder("src", "bench") && !file.IsUnder("src/Actors.Engine"));

    [GeneratedRegex(@"\bActorEngine\b(?!\.props)")]
    private static partial Regex Property();
}
