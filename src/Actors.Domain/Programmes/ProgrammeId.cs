using System.Diagnostics.CodeAnalysis;
using System.Globalization;

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

/// <summary>
/// One version of a programme. A stay keeps the version with which it began, so a new version changes no running stay.
/// </summary>
/// <param name="Id">The programme.</param>
/// <param name="Version">The version, from 1.</param>
[GenerateSerializer, Immutable, Alias("programme-version")]
public readonly record struct ProgrammeVersion([property: Id(0)] ProgrammeId Id, [property: Id(1)] int Version)
{
    /// <summary>Parses the form that <see cref="ToString"/> returns.</summary>
    /// <exception cref="FormatException">The text has another form.</exception>
    public static ProgrammeVersion Parse(string text) =>
        TryParse(text, out var version)
            ? version
            : throw new FormatException("A programme version has the form japan-2021/1.");

    /// <summary>Parses the form that <see cref="ToString"/> returns; returns <c>false</c> for any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ProgrammeVersion version)
    {
        version = default;
        if (text?.Split('/') is not [var name, var number]
            || !ProgrammeId.TryParse(name, out var id)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || count < 1)
        {
            return false;
        }

        version = new(id, count);
        return true;
    }

    /// <summary>Returns programme and version, such as <c>japan-2021/1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id}/{Version}");
}
