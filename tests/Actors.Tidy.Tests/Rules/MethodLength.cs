using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests.Rules;

/// <summary>No method, constructor, accessor or local function is longer than 70 lines.</summary>
internal sealed class MethodLength : IRule
{
    public const int Longest = 70;

    public IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.CSharp
        from node in file.Syntax.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let lines = Lines(node)
        where lines > Longest
        select file.Finding(nameof(MethodLength), node, $"{lines} lines in one method; {Longest} are allowed.");

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
