using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Actors.Domain.Programmes;

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
