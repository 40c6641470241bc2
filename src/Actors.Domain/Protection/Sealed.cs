using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Actors.Domain.Protection;

/// <summary>
/// Personal data in the only form in which states, ledger events and rows carry it: encrypted under the key of its record
/// and bound to that record and to one purpose. It opens by <see cref="IRecordKey"/> alone and never shows its content.
/// </summary>
/// <remarks>
/// Format 1: one version byte, 12 bytes of nonce, the ciphertext, 16 bytes of tag (AES-256-GCM, NIST SP 800-38D); 29
/// bytes more than the content. The length of the content is not hidden.
/// </remarks>
[GenerateSerializer, Immutable, Alias("actors.sealed")]
[JsonConverter(typeof(SealedJsonConverter))]
public readonly struct Sealed : IEquatable<Sealed>
{
    /// <summary>How many bytes a sealed value has more than its content.</summary>
    public const int Overhead = 1 + NonceByteCount + TagByteCount;

    /// <summary>The version byte that is written now.</summary>
    public const byte Format = 1;

    /// <summary>The nonce: 96 random bits.</summary>
    public const int NonceByteCount = 12;

    /// <summary>The tag: full length, 128 bits.</summary>
    public const int TagByteCount = 16;

    /// <summary>Takes over an array to which the caller no longer writes.</summary>
    private Sealed(byte[] owned)
    {
        Bytes = owned;
    }

    /// <summary>The stored form; empty only in a default value.</summary>
    [Id(0)]
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>True for the default value: nothing was sealed, not even an empty text.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Takes a copy of the stored form. Whether it is genuine shows when it is opened.</summary>
    public static Sealed FromBytes(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? default : new Sealed(bytes.ToArray());

    /// <summary>Reads the form that <see cref="ToBase64Url"/> writes.</summary>
    /// <exception cref="FormatException">The text is not base64url.</exception>
    public static Sealed FromBase64Url(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? default : new Sealed(Base64Url.DecodeFromChars(text));
    }

    /// <summary>The stored form as text (RFC 4648, section 5, without padding).</summary>
    public string ToBase64Url() => Base64Url.EncodeToString(Bytes.Span);

    /// <summary>Same bytes. Two sealed values of the same content differ, because their nonces do.</summary>
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

    /// <summary>Its length, never its content: also ciphertext has no business in a log.</summary>
    public override string ToString() => IsEmpty ? "nothing sealed" : $"sealed, {Bytes.Length} bytes";

    /// <summary>Same bytes.</summary>
    public static bool operator ==(Sealed left, Sealed right) => left.Equals(right);

    /// <summary>Other bytes.</summary>
    public static bool operator !=(Sealed left, Sealed right) => !left.Equals(right);
}
