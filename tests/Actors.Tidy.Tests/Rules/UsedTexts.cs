using System.Text.RegularExpressions;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Every text of the phone app is named by code, as a whole or by a template such as <c>`settings.${name}`</c>: none is
/// translated for nothing. The tests of text keys hold the same for the texts of the server.
/// </summary>
internal sealed partial class UsedTexts : IRule
{
    private const string Catalogue = "src/Actors.Notifications/Texts/Catalogue/en.json";

    private static readonly string[] Families =
        ["app.", "call.page.", "entry.", "manual.", "messages.", "push.", "record.", "settings.", "trial."];

    public IEnumerable<Finding> Check(Tree tree)
    {
        if (tree.Find(Catalogue) is not { } catalogue)
        {
            return [];
        }

        var code = tree.Files.Where(file => file.IsUnder("src") && file.Extension is ".cs" or ".ts" or ".tsx" or ".js" or ".html")
            .Select(file => file.Text).ToList();
        var named = code.SelectMany(text => Literal().Matches(text)).Select(match => match.Groups["key"].Value).ToHashSet();
        var templates = code.SelectMany(text => Template().Matches(text))
            .Select(match => string.Join(".+", Hole().Split(match.Groups["key"].Value).Select(Regex.Escape)))
            .Distinct().Select(pattern => new Regex($"^{pattern}$", RegexOptions.NonBacktracking)).ToList();
        return
        [
            .. catalogue.Lines.Index().Select(line => (line.Index, Key: Entry().Match(line.Item).Groups["key"].Value))
                .Where(line => Families.Any(family => line.Key.StartsWith(family, StringComparison.Ordinal))
                    && !named.Contains(line.Key)
                    && !templates.Any(template => template.IsMatch(line.Key)))
                .Select(line => catalogue.Finding(nameof(UsedTexts), line.Index + 1, $"No code names the text \"{line.Key}\".")),
        ];
    }

    [GeneratedRegex("""^\s*"(?<key>[^"]+)":""")]
    private static partial Regex Entry();

    [GeneratedRegex("""["'>{](?<key>[a-z][a-z-]*(\.[a-z][a-z-]*)+)["'<}]""")]
    private static partial Regex Literal();

    [GeneratedRegex("""["`](?<key>[a-z][a-z-]*\.[a-z.-]*(\$?\{[^{}]*\}[a-z.-]*)+)["`]""")]
    private static partial Regex Template();

    [GeneratedRegex("""\$?\{[^{}]*\}""")]
    private static partial Regex Hole();
}
