using System.Collections.Immutable;
using System.Text;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Texts.Patterns;

/// <summary>
/// A text with placeholders and choices, in a subset of ICU MessageFormat: <c>{name}</c>, <c>plural</c> with exact numbers,
/// <c>#</c>, <c>select</c>, and apostrophes to quote braces. Immutable and thread-safe.
/// </summary>
internal sealed record Pattern(ImmutableArray<PatternPart> Parts)
{
    /// <summary>All parts, including those inside choices.</summary>
    public IEnumerable<PatternPart> AllParts =>
        Parts.Concat(Parts.SelectMany(part => part.Choices).SelectMany(choice => choice.AllParts));

    /// <summary>The distinct names of its arguments, in ordinal order.</summary>
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

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="PatternException">The pattern is not in the supported subset of MessageFormat.</exception>
    public static Pattern Parse(string text) => new PatternReader(text).ReadAll();

    /// <summary>Writes the text in a language.</summary>
    /// <exception cref="ArgumentException">An argument is missing or of the wrong type.</exception>
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

/// <summary>The language and the arguments for writing a pattern.</summary>
internal readonly record struct PatternContext(LanguageFormats Formats, PluralRule Plurals, TextArguments Arguments)
{
    /// <exception cref="ArgumentException">The argument is missing.</exception>
    public TextArgument Get(string name) => Arguments.TryGet(name, out var value)
        ? value
        : throw new ArgumentException($"The argument {name} is missing.");

    /// <exception cref="ArgumentException">The argument is missing or not a number.</exception>
    public decimal GetNumber(string name) =>
        Get(name).Number ?? throw new ArgumentException($"The argument {name} is not a number.");
}

/// <summary>A pattern has a syntax error. The message says where, and the fix.</summary>
public sealed class PatternException(string message) : FormatException(message);

/// <summary>A part of a pattern.</summary>
internal abstract record PatternPart
{
    /// <summary>Writes the part with the arguments of the context.</summary>
    /// <exception cref="ArgumentException">An argument is missing or of the wrong type.</exception>
    public abstract void Write(StringBuilder text, in PatternContext context);

    /// <summary>The patterns from which the part chooses.</summary>
    public virtual IEnumerable<Pattern> Choices => [];
}

/// <summary>Fixed text.</summary>
internal sealed record LiteralPart(string Literal) : PatternPart
{
    public override void Write(StringBuilder text, in PatternContext context) => text.Append(Literal);
}

/// <summary><c>{name}</c>, or <c>#</c> for the number of the surrounding plural.</summary>
internal sealed record ArgumentPart(string Name) : PatternPart
{
    public override void Write(StringBuilder text, in PatternContext context) =>
        text.Append(context.Get(Name).Format(context.Formats));
}

/// <summary><c>{name, plural, =0 {…} one {…} other {…}}</c>. An exact number takes precedence over its category.</summary>
internal sealed record PluralPart(
    string Name,
    ImmutableDictionary<decimal, Pattern> Exact,
    ImmutableDictionary<PluralCategory, Pattern> Categories) : PatternPart
{
    public override IEnumerable<Pattern> Choices => [.. Exact.Values, .. Categories.Values];

    public override void Write(StringBuilder text, in PatternContext context)
    {
        var number = context.GetNumber(Name);
        var chosen = Exact.GetValueOrDefault(number)
            ?? Categories.GetValueOrDefault(context.Plurals.Choose(number))
            ?? Categories[PluralCategory.Other];
        chosen.Write(text, context);
    }
}

/// <summary><c>{name, select, word {…} other {…}}</c>.</summary>
internal sealed record SelectPart(string Name, ImmutableDictionary<string, Pattern> Words) : PatternPart
{
    public const string Other = "other";

    public override IEnumerable<Pattern> Choices => Words.Values;

    public override void Write(StringBuilder text, in PatternContext context)
    {
        var word = context.Get(Name).Value as string ?? throw new ArgumentException($"The argument {Name} is not a text.");
        (Words.GetValueOrDefault(word) ?? Words[Other]).Write(text, context);
    }
}
