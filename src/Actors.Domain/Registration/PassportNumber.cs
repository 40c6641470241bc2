using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Registration;

/// <summary>
/// The number of a passport in normal form (SPEC E2): capitals and digits, with its leading zeros. It is personal data and
/// shows in no text.
/// </summary>
[GenerateSerializer, Immutable, Alias("passport-number")]
public readonly record struct PassportNumber
{
    /// <summary>The minimum length in characters.</summary>
    public const int MinLength = 4;

    /// <summary>
    /// The maximum length in characters. Machine-readable passports have nine; older travel documents have a few more.
    /// </summary>
    public const int MaxLength = 12;

    private PassportNumber(string value) => Value = value;

    /// <summary>The number; <c>null</c> only in a default value.</summary>
    [Id(0)]
    public string Value { get; }

    /// <summary>Reads a number as typed, scanned or pasted.</summary>
    /// <exception cref="FormatException">It is no passport number. The message does not quote it.</exception>
    public static PassportNumber Parse(string text) => TryParse(text, out var number)
        ? number
        : throw new FormatException($"A passport number has {MinLength} to {MaxLength} letters A to Z and digits.");

    /// <summary>
    /// Reads a number as typed, scanned or pasted; returns <c>false</c> if other characters than A–Z and 0–9 are left of it
    /// after normalisation, or too few or too many.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PassportNumber number)
    {
        var normal = IdentityText.NormaliseOrNull(text);
        var valid = normal is { Length: >= MinLength and <= MaxLength } && normal.All(char.IsAsciiLetterOrDigit);
        number = valid ? new(normal!) : default;
        return valid;
    }

    /// <summary>
    /// The numbers that a slip makes of this one: a look-alike in place of one character, any other character of its kind in
    /// place of one, two neighbours exchanged, one character left out or too many. The likely ones come first; each occurs
    /// once, and this number does not occur.
    /// </summary>
    public IEnumerable<PassportNumber> Slips() => Near(Value)
        .Where(text => text.Length is >= MinLength and <= MaxLength)
        .Select(text => new PassportNumber(text))
        .Distinct()
        .Where(Differs);

    /// <summary>Says what it is, never the number.</summary>
    public override string ToString() => Value is null ? "no passport number" : "a passport number";

    private bool Differs(PassportNumber other) => other.Value != Value;

    private static IEnumerable<string> Near(string value)
    {
        var places = Enumerable.Range(0, value.Length);
        var alike = places.SelectMany(at => LookAlikes.Of(value[at]).Select(other => Replace(value, at, other)));
        var swapped = places.Skip(1).Select(at => Replace(Replace(value, at - 1, value[at]), at, value[at - 1]));
        var replaced = places.SelectMany(at => Kind(value[at]).Select(other => Replace(value, at, other)));
        var shorter = places.Select(at => value.Remove(at, 1));
        var longer = places.Append(value.Length).SelectMany(
            at => Enumerable.Range('0', 10).Select(digit => value.Insert(at, ((char)digit).ToString())));
        return alike.Concat(swapped).Concat(replaced).Concat(shorter).Concat(longer);
    }

    private static string Replace(string value, int at, char other) => $"{value.AsSpan(0, at)}{other}{value.AsSpan(at + 1)}";

    private static IEnumerable<char> Kind(char character) => char.IsAsciiDigit(character)
        ? Enumerable.Range('0', 10).Select(digit => (char)digit)
        : Enumerable.Range('A', 26).Select(letter => (char)letter);
}

/// <summary>Characters that people and machines take for one another in documents.</summary>
public static class LookAlikes
{
    private static readonly string[] Pairs = ["0O", "0Q", "0D", "1I", "1L", "2Z", "5S", "6G", "8B", "IL", "OQ", "UV", "17"];

    /// <summary>The characters that look like a capital or digit; none for others.</summary>
    public static IEnumerable<char> Of(char character) =>
        Pairs.Where(pair => pair.Contains(character, StringComparison.Ordinal))
            .Select(pair => pair[0] == character ? pair[1] : pair[0]);

    /// <summary>Whether two characters are equal or look alike.</summary>
    public static bool AreAlike(char left, char right) => left == right || Of(left).Contains(right);
}
