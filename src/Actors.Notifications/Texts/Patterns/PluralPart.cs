using System.Collections.Immutable;
using System.Text;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Texts.Patterns;

/// <summary><c>{name, plural, =0 {…} one {…} other {…}}</c>: an exact number goes before its category.</summary>
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
