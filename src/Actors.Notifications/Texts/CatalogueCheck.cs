using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Patterns;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Texts;

/// <summary>Checks the files of a catalogue against each other; English is the reference.</summary>
internal static class CatalogueCheck
{
    /// <summary>Returns the problems of all files, by file and key.</summary>
    public static IReadOnlyList<CatalogueProblem> Run(IReadOnlyList<CatalogueFile> files)
    {
        var english = files.FirstOrDefault(file => file.Language == Language.English);
        return
        [
            .. files.SelectMany(file =>
                file.Problems
                    .Concat(CheckPlurals(file))
                    .Concat(english is null || english == file
                        ? []
                        : CheckKeys(file, english).Concat(CheckPlaceholders(file, english)))
                    .OrderBy(problem => problem.Key, StringComparer.Ordinal)),
        ];
    }

    private static IEnumerable<CatalogueProblem> CheckKeys(CatalogueFile file, CatalogueFile english)
    {
        foreach (var missing in english.Sources.Keys.Where(key => !file.Sources.ContainsKey(key)))
        {
            yield return new(file.Name, missing, "The text is missing; add it in this language.");
        }

        foreach (var unknown in file.Sources.Keys.Where(key => !english.Sources.ContainsKey(key)))
        {
            yield return new(file.Name, unknown, $"{english.Name} has no such text; remove it, or add it there.");
        }
    }

    private static IEnumerable<CatalogueProblem> CheckPlurals(CatalogueFile file)
    {
        var categories = PluralRule.Of(file.Language).Categories;
        foreach (var (key, pattern) in file.Patterns)
        {
            foreach (var plural in pattern.AllParts.OfType<PluralPart>())
            {
                foreach (var category in plural.Categories.Keys.Where(category => !categories.Contains(category)))
                {
                    yield return new(file.Name, key, $"{file.Language} has no plural category {Name(category)}; remove it.");
                }

                // "many" is the form of whole millions, which no text here counts.
                foreach (var category in categories.Where(category =>
                    category != PluralCategory.Many && !plural.Categories.ContainsKey(category)))
                {
                    var name = Name(category);
                    yield return new(file.Name, key, $"The plural of {plural.Name} has no choice {name}; add {name} {{…}}.");
                }
            }
        }
    }

    private static IEnumerable<CatalogueProblem> CheckPlaceholders(CatalogueFile file, CatalogueFile english)
    {
        foreach (var (key, pattern) in file.Patterns)
        {
            if (!english.Patterns.TryGetValue(key, out var original))
            {
                continue;
            }

            foreach (var missing in original.Placeholders.Except(pattern.Placeholders))
            {
                yield return new(file.Name, key, $"The placeholder {{{missing}}} of {english.Name} is missing; add it.");
            }

            foreach (var extra in pattern.Placeholders.Except(original.Placeholders))
            {
                yield return new(file.Name, key, $"The placeholder {{{extra}}} is not in {english.Name}; remove or rename it.");
            }

            if (!Words(pattern).SetEquals(Words(original)))
            {
                yield return new(file.Name, key, $"The words of its select differ from {english.Name}; use the same words.");
            }
        }
    }

    private static HashSet<string> Words(Pattern pattern) =>
        [.. pattern.AllParts.OfType<SelectPart>().SelectMany(part => part.Words.Keys.Select(word => $"{part.Name} {word}"))];

    private static string Name(PluralCategory category) => category.ToString().ToLowerInvariant();
}

/// <summary>A mistake in a catalogue.</summary>
/// <param name="File">The name of the file, for example <c>ja.json</c>.</param>
/// <param name="Key">The key of the text; empty if the problem concerns the whole file.</param>
/// <param name="Message">What is wrong, and the fix.</param>
public sealed record CatalogueProblem(string File, string Key, string Message)
{
    /// <summary>One line for a log or a terminal.</summary>
    public override string ToString() => Key.Length == 0 ? $"{File}: {Message}" : $"{File}: {Key}: {Message}";
}

/// <summary>A catalogue has mistakes. The message lists all of them, one per line.</summary>
public sealed class CatalogueException(IReadOnlyList<CatalogueProblem> problems)
    : FormatException("The catalogue of texts has mistakes.\n" + string.Join('\n', problems))
{
    /// <summary>The mistakes.</summary>
    public IReadOnlyList<CatalogueProblem> Problems { get; } = problems;
}
