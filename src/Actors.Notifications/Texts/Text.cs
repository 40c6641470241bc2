namespace Actors.Notifications.Texts;

/// <summary>
/// A text that is not in a language yet: its key and what goes into it. It can be kept and sent, and whoever shows it
/// chooses the language.
/// </summary>
/// <param name="Key">The name of the text.</param>
/// <param name="Arguments">The values for its placeholders.</param>
public sealed record Text(TextKey Key, TextArguments Arguments)
{
    /// <summary>Names a text and gives the values for its placeholders.</summary>
    /// <exception cref="ArgumentException">A name is given twice, or there are too many.</exception>
    public static Text Of(TextKey key, params ReadOnlySpan<(string Name, TextArgument Value)> arguments) =>
        new(key, TextArguments.Of(arguments));

    /// <summary>The key alone: arguments may be personal data.</summary>
    public override string ToString() => Key.Value;
}
