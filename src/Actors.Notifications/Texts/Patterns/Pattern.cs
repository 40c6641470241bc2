using System.Collections.Immutable;
using System.Text;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Texts.Patterns;

/// <summary>
/// A text with placeholders and choices, in the part of ICU MessageFormat that our catalogues use: <c>{name}</c>,
/// <c>plural</c> with exact numbers, <c>#</c>, <c>select</c>, and apostrophes around braces that are meant as such. It is
/// read once and may be written by many threads at a time.
/// </summary>
internal sealed record Pattern(ImmutableArray<PatternPart> Parts)
{
    /// <summary>Every part, those inside of choices too.</summary>
    public IEnumerable<PatternPart> AllParts =>
        Parts.Concat(Parts.SelectMany(part => part.Choices).SelectMany(choice => choice.AllParts));

    /// <summary>The names of the arguments it needs, each once, in the order of their letters.</summary>
    public IEnumerable<string> Placeholders => AllParts
        .Select(part => part switch
        {
            ArgumentPart argument => argument.Name,
            PluralPart plural => plural.Name,
            SelectPart select => select.Name,
            _ => null,
        })
        .OfType<string>()
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="PatternException">It is not in the part of MessageFormat that is known here.</exception>
    public static Pattern Parse(string text) => new PatternReader(text).ReadAll();

    /// <summary>The text in that language.</summary>
    /// <exception cref="ArgumentException">An argument is missing or of the wrong kind.</exception>
    public string Format(Language language, TextArguments arguments)
    {
        if (Parts is [LiteralPart only])
        {
            return only.Literal;
        }

        var text = new StringBuilder();
        Write(text, new(LanguageFormats.Of(language), PluralRule.Of(language), arguments));
        return text.ToString();
    }

    public void Write(StringBuilder text, in PatternContext context)
    {
        foreach (var part in Parts)
        {
            part.Write(text, context);
        }
    }
}
