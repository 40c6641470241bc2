using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Patterns;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Texts;

/// <summary>What the files of a catalogue must have in common. English is what the others are held against.</summary>
internal static class CatalogueCheck
{
    /// <summary>The problems of all files, by file and key.</summary>
    public static IReadOnlyList<CatalogueProblem> Run(IReadOnlyList<CatalogueFile> files, IReadOnlyCollection<TextKey> keys)
    {
        var known = keys.Select(key => key.Value).ToHashSet();
        var english = files.FirstOrDefault(file => file.Language == Language.English);
        return
        [
            .. files.SelectMany(file =>
                file.Problems
                    .Concat(CheckKeys(file, known))
                    .Concat(CheckPlurals(file))
                    .Concat(english is null || english == file ? [] : CheckPlaceholders(file, english))
                    .OrderBy(problem => problem.Key, StringComparer.Ordinal)),
        ];
    }

    private static IEnumerable<CatalogueProblem> CheckKeys(CatalogueFile file, HashSet<string> known)
    {
        foreach (var missing in known.Where(key => !file.Sources.ContainsKey(key)))
        {
            yield return new(file.Name, missing, "It is missing; add the text in this language.");
        }

        foreach (var unknown in file.Sources.Keys.Where(key => !known.Contains(key)))
        {
            yield return new(file.Name, unknown, "No code knows this key; remove it, or name it under Texts/Keys.");
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

                // Whole millions can do without their own form: no text here counts so far.
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
                yield return new(file.Name, key, $"{{{missing}}} is missing, which {english.Name} has; add it.");
            }

            foreach (var extra in pattern.Placeholders.Except(original.Placeholders))
            {
                yield return new(file.Name, key, $"{{{extra}}} is not in {english.Name}; remove it, or mend its name.");
            }

            if (!Words(pattern).SetEquals(Words(original)))
            {
                yield return new(file.Name, key, $"Its select has other words than in {english.Name}; take the same.");
            }
        }
    }

    private static HashSet<string> Words(Pattern pattern) =>
        [.. pattern.AllParts.OfType<SelectPart>().SelectMany(part => part.Words.Keys.Select(word => $"{part.Name} {word}"))];

    private static string Name(PluralCategory category) => category.ToString().ToLowerInvariant();
}
