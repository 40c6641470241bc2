using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Actors.Notifications.Texts;

/// <summary>
/// The name of a text, for example <c>prompt.location.title</c>. Code uses the keys in
/// <see cref="Actors.Notifications.Texts.Keys"/> and does not create its own.
/// </summary>
public readonly partial record struct TextKey
{
    private readonly string? _value;

    /// <summary>Creates a key. Does not check that the catalogue has the text.</summary>
    /// <exception cref="FormatException">The key is not lower-case words in two or more parts between dots.</exception>
    public TextKey(string value)
    {
        _value = IsKey(value)
            ? value
            : throw new FormatException($"\"{value}\" is not a key. Keys are lower-case words in two or more dotted parts.");
    }

    /// <summary>The key as text; empty in the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Parses a key.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TextKey key)
    {
        var valid = text is not null && IsKey(text);
        key = valid ? new TextKey(text!) : default;
        return valid;
    }

    /// <summary>The key as text.</summary>
    public override string ToString() => Value;

    private static bool IsKey(string text) => text is { Length: <= Limits.KeyLength } && Form().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+\z")]
    private static partial Regex Form();
}
