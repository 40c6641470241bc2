using System.Collections.Immutable;
using System.Text;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Texts.Patterns;

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
