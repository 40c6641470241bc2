using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// A file is named after its type (<c>Stay.cs</c>, a part <c>Stay.Log.cs</c>, a generic type beside one without
/// parameters <c>IStorageOfTState.cs</c>) or after its family. A family is several small types of one exchange, one
/// aggregate or one set of options. Its file bears the name of one of the types, or the noun that at least half of
/// them share, singular or plural, or a name of <see cref="Families"/>. Nested and file-local types do not count.
/// </summary>
internal sealed partial class FileNames : IRule
{
    /// <summary>A longer type needs a file of its own, unless the file is named after it.</summary>
    public const int LongestInFamily = 100;

    /// <summary>Names of exchanges whose messages share no noun.</summary>
    private static readonly string[] Families =
    [
        "Session", "Location", "Health", "Prompts", "Home", "Timeline", "Calls", "Registration", "Inspection",
    ];

    public IEnumerable<Finding> Check(Tree tree) => tree.CSharp.SelectMany(Check);

    private static IEnumerable<Finding> Check(TreeFile file)
    {
        var types = file.Types.Where(type => !type.Modifiers.Any(SyntaxKind.FileKeyword)).ToList();
        if (types.Count == 0)
        {
            yield break;
        }

        var stem = file.Name.Split('.')[0];
        if (!types.Any(type => IsNameOf(stem, type)) && (types.Count == 1 || !IsFamily(stem, types)))
        {
            var names = string.Join(", ", types.Select(TreeFile.NameOf));
            yield return file.Finding(
                nameof(FileNames), types[0], $"{file.Name} is named neither after its type nor after its family: {names}.");
        }

        foreach (var type in types.Where(type => !IsNameOf(stem, type) && types.Count > 1))
        {
            var lines = TreeFile.LineCount(type);
            if (lines > LongestInFamily)
            {
                yield return file.Finding(nameof(FileNames), type,
                    $"{TreeFile.NameOf(type)} has {lines} lines; with more than {LongestInFamily} it needs its own file.");
            }
        }
    }

    private static bool IsNameOf(string stem, MemberDeclarationSyntax type)
    {
        var name = TreeFile.NameOf(type);
        return stem == name || (IsGeneric(type) && stem.StartsWith(name + "Of", StringComparison.Ordinal));
    }

    private static bool IsFamily(string stem, List<MemberDeclarationSyntax> types)
    {
        var noun = Words(stem);
        return Families.Contains(stem)
            || types.Count(type => Contains(Words(TreeFile.NameOf(type)), noun)) * 2 >= types.Count;
    }

    private static bool Contains(List<string> words, List<string> noun) =>
        Enumerable.Range(0, Math.Max(0, words.Count - noun.Count + 1))
            .Any(start => words.Skip(start).Take(noun.Count).SequenceEqual(noun));

    /// <summary>The words of a name, each in the singular, which need not be good English as long as it is the same.</summary>
    private static List<string> Words(string name) => [.. Word().Matches(name).Select(word => Singular(word.Value))];

    private static string Singular(string word) =>
        word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3] + "y"
        : word.EndsWith('s') ? word[..^1]
        : word;

    private static bool IsGeneric(MemberDeclarationSyntax type) => type switch
    {
        DelegateDeclarationSyntax callable => callable.TypeParameterList is not null,
        TypeDeclarationSyntax declaration => declaration.TypeParameterList is not null,
        _ => false,
    };

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")]
    private static partial Regex Word();
}
