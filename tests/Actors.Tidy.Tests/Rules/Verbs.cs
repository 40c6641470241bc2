using System.Text.RegularExpressions;

namespace Actors.Tidy.Tests.Rules;

/// <summary>A verb of <c>build.sh</c> that a page or script names is one that the script has.</summary>
internal sealed partial class Verbs : IRule
{
    public IEnumerable<Finding> Check(Tree tree)
    {
        var known = Label().Matches(tree.Find("build.sh")?.Text ?? "")
            .SelectMany(match => match.Groups[1].Value.Split('|', StringSplitOptions.TrimEntries))
            .ToHashSet();
        return
            from file in tree.Files
            where file.Extension is ".md" or ".sh" || file.IsUnder(".ci")
            from line in file.Lines.Select((text, index) => (Number: index + 1, Text: text))
            from use in Use().Matches(line.Text)
            where !known.Contains(use.Groups[1].Value)
            select file.Finding(nameof(Verbs), line.Number, $"build.sh has no verb {use.Groups[1].Value}.");
    }

    [GeneratedRegex(@"^ +([a-z][a-z |-]*)\)", RegexOptions.Multiline)]
    private static partial Regex Label();

    [GeneratedRegex(@"\./build\.sh ([a-z]+)")]
    private static partial Regex Use();
}
