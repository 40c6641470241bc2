using System.Diagnostics.CodeAnalysis;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Lookup;

/// <summary>
/// A keyed hash by which a record is found: who has the database but not the key can neither read it nor try guesses on
/// it. Equal terms give equal values, so it does show that two records have the same phone number.
/// </summary>
/// <remarks>
/// 128 bits of HMAC-SHA-256: among ten million records the chance of any two different terms meeting is below 2⁻⁸¹, so a
/// find needs no second look at the content.
/// </remarks>
public sealed class BlindIndex : IEquatable<BlindIndex>
{
    /// <summary>The length of the value.</summary>
    public const int ByteCount = 16;

    internal BlindIndex(BlindIndexPurpose purpose, KeyId key, byte[] owned)
    {
        Purpose = purpose;
        Key = key;
        Value = owned;
    }

    /// <summary>The purpose under which it was hashed.</summary>
    public BlindIndexPurpose Purpose { get; }

    /// <summary>The secret from which its key was derived.</summary>
    public KeyId Key { get; }

    /// <summary>The value.</summary>
    public ReadOnlyMemory<byte> Value { get; }

    /// <summary>Same purpose, key and value.</summary>
    public bool Equals([NotNullWhen(true)] BlindIndex? other) =>
        other is not null && Purpose == other.Purpose && Key == other.Key && Value.Span.SequenceEqual(other.Value.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as BlindIndex);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Purpose);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    /// <summary>Purpose and key only: the value would link log lines to a person.</summary>
    public override string ToString() => $"blind index of {Purpose} under {Key}";
}

/// <summary>
/// What a record is found by. Values of different purposes have nothing to do with each other, even for equal terms.
/// </summary>
public enum BlindIndexPurpose : byte
{
    /// <summary>Passport number and date of birth.</summary>
    PassportAndBirthDate = 1,

    /// <summary>Surname, given name and date of birth.</summary>
    NameAndBirthDate = 2,

    /// <summary>Telephone number.</summary>
    Phone = 3,

    /// <summary>E-mail address.</summary>
    Email = 4,
}
