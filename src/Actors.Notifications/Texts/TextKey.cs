using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Actors.Notifications.Texts;

/// <summary>
/// The name of a text, for example <c>prompt.location.title</c>. Code takes the ones in
/// <see cref="Actors.Notifications.Texts.Keys"/> and writes none itself.
/// </summary>
[JsonConverter(typeof(TextKeyJsonConverter))]
public readonly partial record struct TextKey
{
    private readonly string? _value;

    /// <summary>Names a text. Whether the catalogue has it shows when it is asked for.</summary>
    /// <exception cref="FormatException">It is not lower-case words in two or more parts between dots.</exception>
    public TextKey(string value)
    {
        _value = IsKey(value)
            ? value
            : throw new FormatException($"\"{value}\" is no key: lower-case words, in two or more parts between dots.");
    }

    /// <summary>The name; empty in a default value, which names no text.</summary>
    public string Value => _value ?? "";

    /// <summary>Reads a name; false when it cannot be one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TextKey key)
    {
        var valid = text is not null && IsKey(text);
        key = valid ? new TextKey(text!) : default;
        return valid;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Value;

    private static bool IsKey(string text) => text is { Length: <= Limits.KeyLength } && Form().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+\z")]
    private static partial Regex Form();
}
