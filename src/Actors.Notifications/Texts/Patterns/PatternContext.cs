using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Texts.Patterns;

/// <summary>With what a pattern is written.</summary>
internal readonly record struct PatternContext(LanguageFormats Formats, PluralRule Plurals, TextArguments Arguments)
{
    /// <exception cref="ArgumentException">The argument is missing.</exception>
    public TextArgument Get(string name) => Arguments.TryGet(name, out var value)
        ? value
        : throw new ArgumentException($"The argument {name} is missing.");

    /// <exception cref="ArgumentException">The argument is missing or no number.</exception>
    public decimal GetNumber(string name) =>
        Get(name).Number ?? throw new ArgumentException($"The argument {name} is no number.");
}
