using System.Collections.Immutable;
using System.Text;

namespace Actors.Notifications.Texts.Patterns;

/// <summary><c>{name, select, word {…} other {…}}</c>.</summary>
internal sealed record SelectPart(string Name, ImmutableDictionary<string, Pattern> Words) : PatternPart
{
    public const string Other = "other";

    public override IEnumerable<Pattern> Choices => Words.Values;

    public override void Write(StringBuilder text, in PatternContext context)
    {
        var word = context.Get(Name).Value as string ?? throw new ArgumentException($"The argument {Name} is no text.");
        (Words.GetValueOrDefault(word) ?? Words[Other]).Write(text, context);
    }
}
