using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Programmes;

/// <summary>The id of a programme, the same in all its versions, such as <c>japan-2021</c>.</summary>
[GenerateSerializer, Immutable, Alias("programme-id")]
public readonly record struct ProgrammeId
{
    /// <summary>The maximum length in characters.</summary>
    public const int MaxLength = 32;

    private const string Form = "A programme id has 1 to 32 characters of a-z, 0-9 and hyphens.";

    /// <summary>Creates an id of 1 to 32 characters of a–z, 0–9 and hyphens.</summary>
    /// <exception cref="ArgumentException">The text has another form.</exception>
    public ProgrammeId(string value)
    {
        Value = IsName(value) ? value : throw new ArgumentException(Form, nameof(value));
    }

    /// <summary>The text; <c>null</c> only in a default value, which names no programme.</summary>
    [Id(0)]
    public string Value { get; }

    /// <summary>Parses an id of 1 to 32 characters of a–z, 0–9 and hyphens.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static ProgrammeId Parse(string text) =>
        TryParse(text, out var id)
            ? id
            : throw new FormatException(Form);

    /// <summary>Parses an id; returns <c>false</c> if the text has another form.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProgrammeId id)
    {
        var valid = IsName(text);
        id = valid ? new ProgrammeId(text!) : default;
        return valid;
    }

    /// <summary>Returns the text.</summary>
    public override string ToString() => Value ?? "";

    private static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= MaxLength }
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
