using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests.Rules;

/// <summary>Words in names of folders, files and types that say nothing about what is inside.</summary>
internal sealed partial class BannedNames : IRule
{
    private static readonly string[] Words = ["Common", "Shared", "Helper", "Helpers", "Manager", "Managers", "Util", "Utils"];

    /// <summary>Orleans named it so.</summary>
    private static readonly string[] Excepted = ["ObserverManager", "ObserverManagerOfIdentity"];

    public IEnumerable<Finding> Check(Tree tree) => CheckPaths(tree).Concat(tree.CSharp.SelectMany(CheckTypes));

    private static IEnumerable<Finding> CheckPaths(Tree tree) =>
        from file in tree.Files
        where file.IsUnder("src", "tests", "bench")
        from part in file.Path.Split('/')
        let name = part.Split('.') is [var stem, _] && part == file.Name ? stem : part
        where IsBanned(name)
        select file.Finding(nameof(BannedNames), 1, $"{name} says nothing. Name it after what it holds.");

    private static IEnumerable<Finding> CheckTypes(TreeFile file) =>
        from type in file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        where type.Identifier.Text + ".cs" != file.Name && IsBanned(type.Identifier.Text)
        select file.Finding(nameof(BannedNames), type, $"{type.Identifier.Text} says nothing. Name it after what it does.");

    private static bool IsBanned(string name) =>
        !Excepted.Contains(name)
        && Word().Matches(name).Any(word => Words.Contains(word.Value, StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z]*|[a-z]+")]
    private static partial Regex Word();
}
