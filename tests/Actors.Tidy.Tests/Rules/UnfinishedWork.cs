using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Actors.Tidy.Tests.Rules;

/// <summary>No note that something is still to be done. In C# only comments count, elsewhere every line.</summary>
internal sealed partial class UnfinishedWork : IRule
{
    public IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.Files
        from line in file.Extension == ".cs"
            ? Comments(file)
            : file.Lines.Select((text, index) => (Number: index + 1, Text: text))
        where Mark().IsMatch(line.Text)
        select file.Finding(nameof(UnfinishedWork), line.Number, "Do it, or write it down as a limit.");

    private static IEnumerable<(int Number, string Text)> Comments(TreeFile file) =>
        from trivia in file.Syntax.DescendantTrivia()
        where trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        select (trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1, trivia.ToString());

    // The brackets keep this line from finding itself.
    [GeneratedRegex(@"\b(TOD[O]|FIXM[E]|HAC[K])\b")]
    private static partial Regex Mark();
}
