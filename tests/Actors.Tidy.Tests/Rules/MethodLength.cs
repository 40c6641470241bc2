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
        let lines = TreeFile.LineCount(node)
        where lines > Longest
        select file.Finding(nameof(MethodLength), node, $"{lines} lines in one method; {Longest} are allowed.");
}
