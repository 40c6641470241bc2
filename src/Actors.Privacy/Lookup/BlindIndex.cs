using System.Diagnostics.CodeAnalysis;
using Actors.Privacy.MasterKeys;

namespace Actors.Privacy.Lookup;

/// <summary>
/// A keyed hash to find a record by. With the database but without the key it can be neither read nor guessed. Equal terms
/// have equal values, so it does show that two records have the same phone number.
/// </summary>
/// <remarks>
/// 128 bits of HMAC-SHA-256. Among ten million records the probability of a collision is below 2⁻⁸¹, so a match needs no
/// check of the content.
/// </remarks>
public sealed class BlindIndex : IEquatable<BlindIndex>
{
    /// <summary>The length of the value in bytes.</summary>
    public const int ByteCount = 16;

    internal BlindIndex(BlindIndexPurpose purpose, KeyId key, byte[] owned)
    {
        Purpose = purpose;
        Key = key;
        Value = owned;
    }

    /// <summary>The purpose of the hash.</summary>
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

    /// <summary>The purpose and the key only: the value would link log lines to a person.</summary>
    public override string ToString() => $"blind index of {Purpose} under {Key}";
}

/// <summary>
/// The kind of term. Equal terms of different purposes have unrelated values.
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
