using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Stays;

/// <summary>The id of a person. A person who comes again keeps the id and has another stay.</summary>
/// <param name="Record">The record with the personal data.</param>
[GenerateSerializer, Immutable, Alias("entrant-id")]
public readonly record struct EntrantId([property: Id(0)] RecordId Record)
{
    /// <summary>Creates a random id.</summary>
    public static EntrantId New() => new(RecordId.New());

    /// <summary>Parses the form that <see cref="ToString"/> returns.</summary>
    /// <exception cref="FormatException">The text is not 32 hexadecimal digits, or all of them are zero.</exception>
    public static EntrantId Parse(string text) => new(RecordId.Parse(text));

    /// <summary>Parses the form that <see cref="ToString"/> returns; returns <c>false</c> for any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EntrantId id)
    {
        var valid = RecordId.TryParse(text, out var record);
        id = new(record);
        return valid;
    }

    /// <summary>Returns 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Record.ToString();
}

/// <summary>The id of one stay of a person: one period with its own records and end (SPEC E5).</summary>
/// <param name="Record">The record with the personal data.</param>
[GenerateSerializer, Immutable, Alias("stay-id")]
public readonly record struct StayId([property: Id(0)] RecordId Record)
{
    /// <summary>Creates a random id.</summary>
    public static StayId New() => new(RecordId.New());

    /// <summary>Parses the form that <see cref="ToString"/> returns.</summary>
    /// <exception cref="FormatException">The text is not 32 hexadecimal digits, or all of them are zero.</exception>
    public static StayId Parse(string text) => new(RecordId.Parse(text));

    /// <summary>Parses the form that <see cref="ToString"/> returns; returns <c>false</c> for any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StayId id)
    {
        var valid = RecordId.TryParse(text, out var record);
        id = new(record);
        return valid;
    }

    /// <summary>Returns 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Record.ToString();
}
