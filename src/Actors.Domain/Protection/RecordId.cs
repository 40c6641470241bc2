using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Protection;

/// <summary>
/// The id of a record of personal data, such as a person or a stay. It is random and says nothing about the person, so
/// it may appear in logs, in the access log and in URLs.
/// </summary>
[GenerateSerializer, Immutable, Alias("actors.record-id")]
public readonly record struct RecordId
{
    /// <summary>The length of the binary form in bytes.</summary>
    public const int ByteCount = 16;

    /// <summary>Creates an id from a number, for example of a seeded source in a simulation.</summary>
    /// <exception cref="ArgumentException">The number is zero.</exception>
    public RecordId(Guid value)
    {
        Value = value != Guid.Empty ? value : throw new ArgumentException("A record id is never all zeros.", nameof(value));
    }

    /// <summary>The 128-bit number; zero only in a default value, which names no record.</summary>
    [Id(0)]
    public Guid Value { get; }

    /// <summary>Draws a new name.</summary>
    public static RecordId New() => new(Guid.NewGuid());

    /// <summary>Parses the form that <see cref="ToString"/> returns.</summary>
    /// <exception cref="FormatException">The text is not 32 hexadecimal digits, or all of them are zero.</exception>
    public static RecordId Parse(string text) =>
        TryParse(text, out var record)
            ? record
            : throw new FormatException("A record id has 32 hexadecimal digits, not all zero.");

    /// <summary>Parses the form that <see cref="ToString"/> returns; returns <c>false</c> for any other text.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordId record)
    {
        var valid = Guid.TryParseExact(text, "N", out var value) && value != Guid.Empty;
        record = valid ? new RecordId(value) : default;
        return valid;
    }

    /// <summary>Returns 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N");

    /// <summary>Writes the binary form, most significant byte first.</summary>
    /// <exception cref="InvalidOperationException">The value names no record.</exception>
    /// <exception cref="ArgumentException">The destination is shorter than <see cref="ByteCount"/> bytes.</exception>
    public void WriteTo(Span<byte> destination)
    {
        if (Value == Guid.Empty)
        {
            throw new InvalidOperationException("A default record id names no record.");
        }

        if (!Value.TryWriteBytes(destination, bigEndian: true, out _))
        {
            throw new ArgumentException($"A record id needs {ByteCount} bytes.", nameof(destination));
        }
    }
}
