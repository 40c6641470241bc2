using System.Text.RegularExpressions;

namespace Actors.Tidy.Tests.Rules;

/// <summary>Comments under <c>src</c> and all pages are plain English: no words that sound like a proverb.</summary>
internal sealed partial class PlainWords : IRule
{
    public IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.Files
        where file.Extension == ".md" || (file.Extension == ".cs" && file.IsUnder("src"))
        from line in file.Lines.Index()
        let text = file.Extension == ".md" ? line.Item : Comment().Match(line.Item).Value
        let word = Word().Match(text)
        where word.Success
        select file.Finding(
            nameof(PlainWords), line.Index + 1,
            $"\"{word.Value}\" is not plain. Name the subject: the person, the server, the caller.");

    [GeneratedRegex(@"//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(whoever|somebody|anybody|nobody|everybody|anew|thereof)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
