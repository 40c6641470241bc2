using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests;

/// <summary>A place in <paramref name="From"/> that names something of <paramref name="To"/>.</summary>
internal sealed record Reference(TreeFile From, TreeFile To, string Name, int Line);

/// <summary>
/// Which files of a project refer to types of which others, by symbols. Only names that a type of the project bears are
/// bound, so the packages that the project uses are not needed: what is not found is not of this project. A call of an
/// extension method names no type; it counts where the namespace of the method is in scope.
/// </summary>
internal static class FolderReferences
{
    private static readonly MetadataReference[] Runtime = [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)];

    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary);

    public static IEnumerable<Reference> Of(IReadOnlyList<TreeFile> project)
    {
        var files = project.ToDictionary(file => file.Syntax.SyntaxTree);
        var compilation = CSharpCompilation.Create("Project", files.Keys, Runtime, Options);
        var names = project.SelectMany(file => file.Syntax.DescendantNodes())
            .Select(NameOfType)
            .OfType<string>()
            .ToHashSet();
        var extensions = ExtensionMethods(project).ToLookup(method => method.Name);
        return project.AsParallel().AsOrdered()
            .SelectMany(file => Types(file, compilation, files, names).Concat(Extensions(file, extensions)));
    }

    private static IEnumerable<Reference> Types(
        TreeFile file, CSharpCompilation compilation, Dictionary<SyntaxTree, TreeFile> files, HashSet<string> names)
    {
        var model = compilation.GetSemanticModel(file.Syntax.SyntaxTree);
        foreach (var name in file.Syntax.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            if (!names.Contains(name.Identifier.Text) && !names.Contains(name.Identifier.Text + "Attribute"))
            {
                continue;
            }

            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = symbol as INamedTypeSymbol ?? (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
                ? constructor.ContainingType
                : null);
            foreach (var declaration in type?.OriginalDefinition.DeclaringSyntaxReferences ?? [])
            {
                yield return new(file, files[declaration.SyntaxTree], name.Identifier.Text, LineOf(name));
            }
        }
    }

    private static IEnumerable<Reference> Extensions(TreeFile file, ILookup<string, ExtensionMethod> extensions)
    {
        var scopes = file.Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Select(node => node switch
            {
                UsingDirectiveSyntax { Alias: null, StaticKeyword.RawKind: 0 } use => use.Name?.ToString(),
                BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
                _ => null,
            })
            .OfType<string>()
            .ToList();
        return
            from access in file.Syntax.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            from method in extensions[access.Name.Identifier.Text]
            where scopes.Any(scope => scope == method.Namespace
                || scope.StartsWith(method.Namespace + ".", StringComparison.Ordinal))
            select new Reference(file, method.File, method.Name, LineOf(access.Name));
    }

    private static IEnumerable<ExtensionMethod> ExtensionMethods(IReadOnlyList<TreeFile> project) =>
        from file in project
        from space in file.Syntax.Members.OfType<BaseNamespaceDeclarationSyntax>()
        from method in space.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.Parent is ExtensionBlockDeclarationSyntax
            || method.ParameterList.Parameters is [var first, ..] && first.Modifiers.Any(SyntaxKind.ThisKeyword)
        select new ExtensionMethod(method.Identifier.Text, space.Name.ToString(), file);

    private static string? NameOfType(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax callable => callable.Identifier.Text,
        _ => null,
    };

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private sealed record ExtensionMethod(string Name, string Namespace, TreeFile File);
}
