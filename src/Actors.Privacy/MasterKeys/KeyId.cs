using System.Text.RegularExpressions;

namespace Actors.Privacy.MasterKeys;

/// <summary>
/// The name of a secret in a <see cref="KeyRing"/> or of a key in a key service. The name is not secret.
/// </summary>
public readonly partial record struct KeyId
{
    private readonly string? _text;

    /// <summary>Names a key.</summary>
    /// <param name="text">1 to 64 of a–z, 0–9, dots and hyphens, beginning with a letter or digit.</param>
    /// <exception cref="ArgumentException">The text has another form.</exception>
    public KeyId(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Form().IsMatch(text))
        {
            // Do not quote the text: it is a secret if fields of a key file are mixed up.
            throw new ArgumentException(
                "A key id has 1 to 64 of a-z, 0-9, dots and hyphens and begins with a letter or digit.", nameof(text));
        }

        _text = text;
    }

    /// <summary>The name.</summary>
    /// <exception cref="InvalidOperationException">The value is the default one.</exception>
    public string Text => _text ?? throw new InvalidOperationException("The default key id names no key.");

    /// <summary>The name, or an empty string for the default value.</summary>
    public override string ToString() => _text ?? "";

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
