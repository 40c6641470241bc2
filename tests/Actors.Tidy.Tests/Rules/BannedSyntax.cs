using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Old interop, raw pointers outside a folder named Native, regions, skipped tests. What symbols can express stands in
/// BannedSymbols.txt.
/// </summary>
internal sealed class BannedSyntax : IRule
{
    public IEnumerable<Finding> Check(Tree tree) => tree.CSharp.SelectMany(file => CheckNodes(file).Concat(CheckRegions(file)));

    private static IEnumerable<Finding> CheckNodes(TreeFile file)
    {
        var isNative = $"/{file.Folder}/".Contains("/Native/", StringComparison.Ordinal);
        foreach (var node in file.Syntax.DescendantNodes())
        {
            var (rule, message) = node switch
            {
                AttributeSyntax { Name: var name } when EndsWith(name, "DllImport") => ("DllImport", "Use LibraryImport."),
                AttributeSyntax attribute when IsSkipped(attribute) =>
                    ("Skip", "A test that does not run is no test. Skip on a stated condition."),
                IdentifierNameSyntax { Identifier.Text: "IntPtr" or "UIntPtr" or "nint" or "nuint" } when !isNative =>
                    ("IntPtr", "Raw pointers stay in a folder named Native."),
                _ => default,
            };
            if (rule is not null)
            {
                yield return file.Finding(rule, node, message);
            }
        }
    }

    private static IEnumerable<Finding> CheckRegions(TreeFile file) =>
        from trivia in file.Syntax.DescendantTrivia()
        where trivia.IsKind(SyntaxKind.RegionDirectiveTrivia)
        select file.Finding("region", trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1, "Split the file instead.");

    private static bool EndsWith(NameSyntax name, string text) =>
        name.ToString().Split('.')[^1] is var last && (last == text || last == text + "Attribute");

    /// <summary>Skip together with SkipUnless or SkipWhen is a condition; alone it is not.</summary>
    private static bool IsSkipped(AttributeSyntax attribute)
    {
        var names = attribute.ArgumentList?.Arguments.Select(argument => argument.NameEquals?.Name.Identifier.Text)
            .ToList() ?? [];
        return names.Contains("Skip") && !names.Contains("SkipUnless") && !names.Contains("SkipWhen");
    }
}
