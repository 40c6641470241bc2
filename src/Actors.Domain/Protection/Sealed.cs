using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

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

    [Id(0)]
    private readonly ImmutableArray<byte> _bytes;

    /// <summary>Takes over an array. The caller must not change it afterwards.</summary>
    private Sealed(byte[] owned)
    {
        _bytes = ImmutableCollectionsMarshal.AsImmutableArray(owned);
    }

    /// <summary>The stored form; empty only in a default value.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory();

    /// <summary>Whether this is the default value, in which nothing was sealed, not even an empty text.</summary>
    public bool IsEmpty => Bytes.IsEmpty;

    /// <summary>Copies the stored form. It is verified only when it is opened.</summary>
    public static Sealed FromBytes(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? default : new Sealed(bytes.ToArray());

    /// <summary>Parses the form that <see cref="ToBase64Url"/> returns.</summary>
    /// <exception cref="FormatException">The text is not base64url.</exception>
    public static Sealed FromBase64Url(string text) => text.Length == 0 ? default : new Sealed(Base64Url.DecodeFromChars(text));

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

/// <summary>
/// The field of a record to which a sealed value belongs. It is authenticated with the value, so a value that is copied
/// into another field does not open. The names are stored and keep their meaning.
/// </summary>
public readonly partial record struct SealPurpose
{
    private readonly string? _name;

    /// <summary>Creates a purpose.</summary>
    /// <param name="name">1 to 32 of a–z, 0–9 and hyphens, beginning with a letter.</param>
    /// <exception cref="ArgumentException">The name has another form.</exception>
    public SealPurpose(string name)
    {
        if (!Form().IsMatch(name))
        {
            throw new ArgumentException("A purpose has 1 to 32 of a-z, 0-9 and hyphens and begins with a letter.", nameof(name));
        }

        _name = name;
    }

    /// <summary>The passport number.</summary>
    public static SealPurpose PassportNumber { get; } = new("passport-number");

    /// <summary>The date of birth.</summary>
    public static SealPurpose BirthDate { get; } = new("birth-date");

    /// <summary>The surname as in the passport.</summary>
    public static SealPurpose Surname { get; } = new("surname");

    /// <summary>The given name as in the passport.</summary>
    public static SealPurpose GivenName { get; } = new("given-name");

    /// <summary>The nationality.</summary>
    public static SealPurpose Nationality { get; } = new("nationality");

    /// <summary>The telephone number.</summary>
    public static SealPurpose Phone { get; } = new("phone");

    /// <summary>The e-mail address.</summary>
    public static SealPurpose Email { get; } = new("email");

    /// <summary>The address of the place of stay.</summary>
    public static SealPurpose Address { get; } = new("address");

    /// <summary>The coordinates of a fix.</summary>
    public static SealPurpose Position { get; } = new("position");

    /// <summary>The place of stay as it was learnt.</summary>
    public static SealPurpose Place { get; } = new("place");

    /// <summary>The answers of a health report.</summary>
    public static SealPurpose Health { get; } = new("health");

    /// <summary>Still pictures of a call.</summary>
    public static SealPurpose Evidence { get; } = new("evidence");

    /// <summary>A note by the person or by staff.</summary>
    public static SealPurpose Note { get; } = new("note");

    /// <summary>A push subscription of a phone.</summary>
    public static SealPurpose PushSubscription { get; } = new("push-subscription");

    /// <summary>Address and text of a message.</summary>
    public static SealPurpose Message { get; } = new("message");

    /// <summary>Everything in a record, where it is held or erased as a whole. Nothing is sealed for it.</summary>
    public static SealPurpose WholeRecord { get; } = new("whole-record");

    /// <summary>The name.</summary>
    /// <exception cref="InvalidOperationException">The value is the default one.</exception>
    public string Name => _name ?? throw new InvalidOperationException("A default purpose has no name.");

    /// <summary>The maximum length of a name in bytes.</summary>
    public const int MaxNameBytes = 32;

    /// <summary>Returns the name, or an empty text for the default value.</summary>
    public override string ToString() => _name ?? "";

    /// <summary>Writes the name in ASCII and returns its length.</summary>
    /// <exception cref="InvalidOperationException">The value is the default one.</exception>
    public int WriteTo(Span<byte> destination) => Encoding.ASCII.GetBytes(Name, destination);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
