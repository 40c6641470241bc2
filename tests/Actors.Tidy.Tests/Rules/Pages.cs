using System.Text.RegularExpressions;

namespace Actors.Tidy.Tests.Rules;

/// <summary>A page has one title, and its links into the repository lead somewhere, to the heading too.</summary>
internal sealed partial class Pages : IRule
{
    public IEnumerable<Finding> Check(Tree tree) =>
        tree.Pages.SelectMany(page => CheckTitle(page).Concat(CheckLinks(tree, page)));

    private static IEnumerable<Finding> CheckTitle(TreeFile page)
    {
        var titles = Prose(page).Count(line => line.Text.StartsWith("# ", StringComparison.Ordinal));
        return titles == 1 ? [] : [page.Finding(nameof(Pages), 1, $"{titles} titles; a page has one.")];
    }

    private static IEnumerable<Finding> CheckLinks(Tree tree, TreeFile page) =>
        from line in Prose(page)
        from match in Link().Matches(InlineCode().Replace(line.Text, ""))
        let target = match.Groups[1].Value
        where !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal)
        where !Leads(tree, page, target)
        select page.Finding(nameof(Pages), line.Number, $"The link to {target} leads nowhere.");

    private static bool Leads(Tree tree, TreeFile page, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? page.Path : Combine(page.Folder, parts[0]);
        if (parts.Length == 1)
        {
            return tree.Find(path) is not null || tree.HasFolder(path);
        }

        return tree.Find(path) is { Extension: ".md" } goal && Anchors(goal).Contains(parts[1]);
    }

    private static string Combine(string folder, string target)
    {
        var parts = new List<string>(target.StartsWith('/') ? [] : folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in target.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    /// <summary>The names by which GitHub and most viewers reach headings.</summary>
    private static HashSet<string> Anchors(TreeFile page)
    {
        var anchors = new HashSet<string>();
        foreach (var (_, text) in Prose(page).Where(line => line.Text.StartsWith('#')))
        {
            var name = NotInAnchors().Replace(text.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');
            for (var number = 0; !anchors.Add(number == 0 ? name : $"{name}-{number}"); number++)
            {
            }
        }

        return anchors;
    }

    /// <summary>The lines outside code blocks.</summary>
    private static IEnumerable<(int Number, string Text)> Prose(TreeFile page)
    {
        var inCode = false;
        for (var index = 0; index < page.Lines.Length; index++)
        {
            var isFence = page.Lines[index].TrimStart().StartsWith("```", StringComparison.Ordinal);
            inCode ^= isFence;
            if (!inCode && !isFence)
            {
                yield return (index + 1, page.Lines[index]);
            }
        }
    }

    [GeneratedRegex(@"\]\(<?([^)>\s]+)|^\s*\[[^\]]+\]:\s*(?<1>\S+)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex NotInAnchors();
}
