using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests;

/// <summary>One file: its path from the root, with forward slashes, and its text; a binary file has none.</summary>
internal sealed class TreeFile(string path, string text)
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    private CompilationUnitSyntax? _syntax;

    public string Path { get; } = path;

    public string Text { get; } = text;

    public string[] Lines { get; } = text.TrimEnd('\n').Split('\n');

    public string Folder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "";

    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public string Extension => System.IO.Path.GetExtension(Path);

    /// <summary>The C# in it.</summary>
    public CompilationUnitSyntax Syntax => _syntax ??= CSharpSyntaxTree.ParseText(Text, Options).GetCompilationUnitRoot();

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
}
