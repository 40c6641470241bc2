using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Programmes;

/// <summary>The name of a programme, the same in all its versions: <c>japan-2021</c>.</summary>
[GenerateSerializer, Immutable, Alias("programme-id")]
public readonly record struct ProgrammeId
{
    /// <summary>The most characters a name has.</summary>
    public const int MaxLength = 32;

    private const string Form = "A programme id has 1 to 32 characters of a-z, 0-9 and hyphens.";

    /// <summary>Names a programme: 1 to 32 characters, each one of a–z, 0–9 or a hyphen.</summary>
    /// <exception cref="ArgumentException">The text is something else.</exception>
    public ProgrammeId(string value)
    {
        Value = IsName(value) ? value : throw new ArgumentException(Form, nameof(value));
    }

    /// <summary>The text; null only in a default value, which names no programme.</summary>
    [Id(0)]
    public string Value { get; }

    /// <summary>Reads a name: 1 to 32 characters, each one of a–z, 0–9 or a hyphen.</summary>
    /// <exception cref="FormatException">The text is something else.</exception>
    public static ProgrammeId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException(Form);

    /// <summary>Reads a name; false when the text is something else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProgrammeId id)
    {
        var valid = IsName(text);
        id = valid ? new ProgrammeId(text!) : default;
        return valid;
    }

    /// <summary>The text.</summary>
    public override string ToString() => Value ?? "";

    private static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
