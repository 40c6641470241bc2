using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace Actors.Domain.Protection;

/// <summary>
/// Encrypted personal data, the only form in which states, ledger events and rows contain it. It is bound to its record
/// and to one purpose, and opens only by <see cref="IRecordKey"/>.
/// </summary>
/// <remarks>
/// Format 1: one version byte, 12 bytes of nonce, the ciphertext, 16 bytes of tag (AES-256-GCM, NIST SP 800-38D). It is
/// 29 bytes longer than the content, whose length is not hidden.
/// </remarks>
[GenerateSerializer, Immutable, Alias("actors.sealed")]
public readonly struct Sealed : IEquatable<Sealed>
{
    /// <summary>The number of bytes that sealing adds to the content.</summary>
    public const int Overhead = 1 + NonceByteCount + TagByteCount;

    /// <summary>The version byte of the current format.</summary>
    public const byte Format = 1;

    /// <summary>The length of the nonce in bytes: 96 random bits.</summary>
    public const int NonceByteCount = 12;

    /// <summary>The length of the tag in bytes: 128 bits, the full length.</summary>
    public const int TagByteCount = 16;

    /// <summary>Takes over an array. The caller must not change it afterwards.</summary>
    private Sealed(byte[] owned)
    {
        Bytes = owned;
    }

    /// <summary>The stored form; empty only in a default value.</summary>
    [Id(0)]
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether this is the default value, in which nothing was sealed, not even an empty text.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Copies the stored form. It is verified only when it is opened.</summary>
    public static Sealed FromBytes(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? default : new Sealed(bytes.ToArray());

    /// <summary>Parses the form that <see cref="ToBase64Url"/> returns.</summary>
    /// <exception cref="FormatException">The text is not base64url.</exception>
    public static Sealed FromBase64Url(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? default : new Sealed(Base64Url.DecodeFromChars(text));
    }

    /// <summary>The stored form as text (RFC 4648, section 5, without padding).</summary>
    public string ToBase64Url() => Base64Url.EncodeToString(Bytes.Span);

    /// <summary>
    /// Compares the bytes. Two sealed values of the same content differ, because their nonces differ.
    /// </summary>
    public bool Equals(Sealed other) => Bytes.Span.SequenceEqual(other.Bytes.Span);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Sealed other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes.Span);
        return hash.ToHashCode();
    }

    /// <summary>Returns the length only: ciphertext must not appear in logs either.</summary>
    public override string ToString() => IsEmpty ? "nothing sealed" : $"sealed, {Bytes.Length} bytes";

    /// <summary>Compares the bytes.</summary>
    public static bool operator ==(Sealed left, Sealed right) => left.Equals(right);

    /// <summary>Compares the bytes.</summary>
    public static bool operator !=(Sealed left, Sealed right) => !left.Equals(right);
}
