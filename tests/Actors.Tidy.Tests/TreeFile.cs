using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests;

/// <summary>One file: its path from the root, with forward slashes, and its text; a binary file has none.</summary>
internal sealed class TreeFile(string path, string text)
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    private CompilationUnitSyntax? _syntax;
    private int? _codeLines;

    public string Path { get; } = path;

    public string Text { get; } = text;

    public string[] Lines { get; } = text.TrimEnd('\n').Split('\n');

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    /// <summary>The first two parts of the path, such as <c>src/Actors.Domain</c>.</summary>
    public string ProjectFolder => string.Join('/', Folder.Split('/').Take(2));

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>The C# in it.</summary>
    public CompilationUnitSyntax Syntax => _syntax ??= CSharpSyntaxTree.ParseText(Text, Options, Path).GetCompilationUnitRoot();

    /// <summary>The types and delegates of the C# that are not nested.</summary>
    public IEnumerable<MemberDeclarationSyntax> Types =>
        Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>()
            .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    /// <summary>How many lines hold C#; blank ones and comments do not count, those inside a literal do.</summary>
    public int CodeLines => _codeLines ??= CountCodeLines();

    public static string NameOf(MemberDeclarationSyntax type) =>
        type is DelegateDeclarationSyntax callable ? callable.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;

    public static int LineCount(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    public bool IsUnder(params ReadOnlySpan<string> folders)
    {
        foreach (var folder in folders)
        {
            if (Path.StartsWith(folder + "/", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public Finding Finding(string rule, int line, string message) => new(rule, Path, line, message);

    public Finding Finding(string rule, SyntaxNode node, string message) =>
        new(rule, Path, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, message);

    private int CountCodeLines()
    {
        var lines = Syntax.SyntaxTree.GetText().Lines;
        var (count, last) = (0, -1);
        foreach (var token in Syntax.DescendantTokens().Where(token => token.Span.Length > 0))
        {
            var first = Math.Max(last + 1, lines.IndexOf(token.SpanStart));
            var end = lines.IndexOf(token.Span.End);
            count += Math.Max(0, end - first + 1);
            last = Math.Max(last, end);
        }

        return count;
    }
}
