using System.Text.RegularExpressions;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Nothing in the tree tells where it was made: no package hosts, no paths of one machine, no addresses of people.
/// </summary>
internal sealed partial class Traces : IRule
{
    private static readonly (string Rule, Regex Pattern, string Message)[] Kinds =
    [
        ("PackageHost", PackageHost(), "Name no package host; a restore uses the feeds of its own machine."),
        ("MachinePath", MachinePath(), "A path of one machine."),
        ("EmailAddress", EmailAddress(), "Only addresses at example domains."),
    ];

    public IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.Files
        from kind in Kinds
        from line in file.Lines.Select((text, index) => (Number: index + 1, Text: text))
        where kind.Pattern.IsMatch(line.Text)
        select file.Finding(kind.Rule, line.Number, kind.Message);

    [GeneratedRegex(@"\b(registry\.npmjs|registry\.yarnpkg|npmjs\.(org|com)|(api|www)\.nuget|nuget\.org|pypi\.org|pythonhoste[d]|"
        + @"deb\.debian|artifactor[y])\b|""resolved"": ""https?:|^registry=|<packageSource[s]>")]
    private static partial Regex PackageHost();

    [GeneratedRegex(@"(?<![\w.~})-])(/(work|root|home|Users)/|[A-Z]:\\Users\\)")]
    private static partial Regex MachinePath();

    /// <summary>A full address whose domain is not one that RFC 2606 keeps for examples.</summary>
    [GeneratedRegex(@"[\w.+-]*\w@(?!([\w-]+\.)*(example(\.(com|org|net|jp))?|test|invalid|localhost)(?!\.?[\w-]))"
        + @"([\w-]+\.)+[A-Za-z]{2,}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex EmailAddress();
}
