using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Stays;

/// <summary>One stay of a person: one period with its own records and end (SPEC E5).</summary>
/// <param name="Record">The record that holds the personal data.</param>
[GenerateSerializer, Immutable, Alias("stay-id")]
public readonly record struct StayId([property: Id(0)] RecordId Record)
{
    /// <summary>Draws a new one.</summary>
    public static StayId New() => new(RecordId.New());

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not 32 hexadecimal digits, or all of them are zero.</exception>
    public static StayId Parse(string text) => new(RecordId.Parse(text));

    /// <summary>Reads the form that <see cref="ToString"/> writes; false when it is something else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out StayId id)
    {
        var valid = RecordId.TryParse(text, out var record);
        id = new(record);
        return valid;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Record.ToString();
}
