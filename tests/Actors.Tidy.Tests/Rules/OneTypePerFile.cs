using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// A file holds one type and is named after it: <c>Stay.cs</c>, for a part <c>Stay.Log.cs</c>, and for a generic type
/// beside one without parameters <c>IStorageOfTState.cs</c>. Nested and file-local types do not count, and the
/// validator of options stands with them.
/// </summary>
internal sealed class OneTypePerFile : IRule
{
    public IEnumerable<Finding> Check(Tree tree)
    {
        foreach (var file in tree.CSharp)
        {
            var types = file.Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<MemberDeclarationSyntax>()
                .Where(node => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
                    && !node.Modifiers.Any(SyntaxKind.FileKeyword))
                .ToList();
            foreach (var extra in types.Skip(1).Where(type => !IsValidator(types[0], type)))
            {
                yield return file.Finding(nameof(OneTypePerFile), extra, $"A second type, {Name(extra)}, in one file.");
            }

            if (types.Count > 0 && !Fits(file.Name, types[0]))
            {
                yield return file.Finding(
                    nameof(OneTypePerFile), types[0], $"The file of {Name(types[0])} is named {file.Name}.");
            }
        }
    }

    private static bool Fits(string fileName, MemberDeclarationSyntax type)
    {
        var stem = fileName[..^".cs".Length].Split('.')[0];
        var name = Name(type);
        return stem == name || (IsGeneric(type) && stem.StartsWith(name + "Of", StringComparison.Ordinal));
    }

    private static bool IsValidator(MemberDeclarationSyntax options, MemberDeclarationSyntax type) =>
        Name(options).EndsWith("Options", StringComparison.Ordinal) && Name(type) == Name(options) + "Validator";

    private static string Name(MemberDeclarationSyntax type) =>
        type is DelegateDeclarationSyntax callable ? callable.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;

    private static bool IsGeneric(MemberDeclarationSyntax type) => type switch
    {
        DelegateDeclarationSyntax callable => callable.TypeParameterList is not null,
        TypeDeclarationSyntax declaration => declaration.TypeParameterList is not null,
        _ => false,
    };
}
