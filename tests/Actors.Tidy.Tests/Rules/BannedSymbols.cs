using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// The compiler reports what BannedSymbols*.txt lists (RS0030), but it ignores a line whose symbol does not exist. Here
/// each line has a symbol of the .NET runtime, and no code suppresses the report.
/// </summary>
internal sealed class BannedSymbols : IRule
{
    private const string Diagnostic = "RS0030";

    private static readonly Lazy<CSharpCompilation> Runtime = new(() => CSharpCompilation.Create("Runtime", references:
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))));

    public IEnumerable<Finding> Check(Tree tree) => tree.Files
        .Where(file => file.Name.StartsWith("BannedSymbols.", StringComparison.Ordinal) && file.Extension == ".txt")
        .SelectMany(CheckList)
        .Concat(tree.CSharp.SelectMany(CheckSuppressions));

    private static IEnumerable<Finding> CheckList(TreeFile list) =>
        from line in list.Lines.Select((text, index) => (Number: index + 1, Text: text))
        where line.Text.Length > 0 && !line.Text.StartsWith("//", StringComparison.Ordinal)
        let id = line.Text.Split(';')[0]
        where DocumentationCommentId.GetFirstSymbolForDeclarationId(id, Runtime.Value) is null
        select list.Finding(nameof(BannedSymbols), line.Number, $"There is no {id}.");

    private static IEnumerable<Finding> CheckSuppressions(TreeFile file) =>
        from node in file.Syntax.DescendantNodes(descendIntoTrivia: true)
        where node is PragmaWarningDirectiveTriviaSyntax pragma && pragma.ErrorCodes.Any(code => code.ToString() == Diagnostic)
            || node is AttributeSyntax attribute && attribute.Name.ToString() == "SuppressMessage"
                && attribute.ToString().Contains(Diagnostic, StringComparison.Ordinal)
        select file.Finding(nameof(BannedSymbols), node, "Do without the symbol, or say in allowances.txt why it is needed.");
}
