using System.Diagnostics.CodeAnalysis;
using Actors.Domain.Protection;

namespace Actors.Domain.Entrants.Stays;

/// <summary>A person who was or will be followed. The same person may come again and then has another stay.</summary>
/// <param name="Record">The record that holds the personal data.</param>
[GenerateSerializer, Immutable, Alias("entrant-id")]
public readonly record struct EntrantId([property: Id(0)] RecordId Record)
{
    /// <summary>Draws a new one.</summary>
    public static EntrantId New() => new(RecordId.New());

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not 32 hexadecimal digits, or all of them are zero.</exception>
    public static EntrantId Parse(string text) => new(RecordId.Parse(text));

    /// <summary>Reads the form that <see cref="ToString"/> writes; false when it is something else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EntrantId id)
    {
        var valid = RecordId.TryParse(text, out var record);
        id = new(record);
        return valid;
    }

    /// <summary>32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Record.ToString();
}
