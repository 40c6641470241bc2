using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Actors.Domain.Registration;
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
    /// <summary>Passport number and date of birth of a registration, in one programme.</summary>
    Registration = 16,

    /// <summary>Passport number and date of birth.</summary>
    PassportAndBirthDate = 1,

    /// <summary>Name in any spelling and order, and date of birth.</summary>
    NameAndBirthDate = 2,

    /// <summary>Telephone number.</summary>
    Phone = 3,

    /// <summary>E-mail address.</summary>
    Email = 4,

    /// <summary>Passport number alone.</summary>
    PassportNumber = 5,

    /// <summary>Name in one spelling and order, to compare two records; nothing is found by it.</summary>
    ExactName = 6,

    /// <summary>All that an imported row says, to see whether it changed; nothing is found by it.</summary>
    RowContent = 7,

    /// <summary>E-mail address with which a member of staff signs in.</summary>
    StaffMail = 20,

    /// <summary>Issuer and subject of a member of staff whom another server signs in.</summary>
    StaffLogin = 21,
}

/// <summary>
/// A term to find a record by, in normal form. It holds personal data: create it only to hash it, and do not show it.
/// </summary>
public sealed class BlindTerm
{
    private BlindTerm(BlindIndexPurpose purpose, params ReadOnlySpan<string> parts)
    {
        Purpose = purpose;
        Bytes = Encode(parts);
    }

    /// <summary>Creates a term of a registration, of texts that are normalised already.</summary>
    public static BlindTerm Registration(string programme, string passportNumber, string birthDate) =>
        new(BlindIndexPurpose.Registration, programme, passportNumber, birthDate);

    /// <summary>The purpose of the hash.</summary>
    public BlindIndexPurpose Purpose { get; }

    /// <summary>The bytes to hash: each part follows its length, so that no two terms have the same bytes.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Creates a term of passport number and date of birth.</summary>
    public static BlindTerm Passport(PassportNumber number, BirthDate birthDate) =>
        new(BlindIndexPurpose.PassportAndBirthDate, number.Value, birthDate.ToText());

    /// <summary>Creates a term of a passport number alone.</summary>
    public static BlindTerm Passport(PassportNumber number) => new(BlindIndexPurpose.PassportNumber, number.Value);

    /// <summary>Creates a term of name and date of birth. All spellings and orders of a name have the same.</summary>
    public static BlindTerm Name(PersonName name, BirthDate birthDate) =>
        new(BlindIndexPurpose.NameAndBirthDate, name.SearchKey, birthDate.ToText());

    /// <summary>Creates the terms by which a traveller is found: whole, by the number alone, and by the name.</summary>
    public static BlindTerm[] OfTraveller(TravellerDetails details) =>
    [
        Passport(details.Number, details.BirthDate), Passport(details.Number), Name(details.Name, details.BirthDate),
    ];

    /// <summary>Creates a term of a name in its own spelling and order.</summary>
    public static BlindTerm ExactName(PersonName name) => new(BlindIndexPurpose.ExactName, name.Key);

    /// <summary>Creates a term of all that an imported row says.</summary>
    /// <param name="parts">The fields, in an order that does not change.</param>
    public static BlindTerm RowContent(params ReadOnlySpan<string> parts) => new(BlindIndexPurpose.RowContent, parts);

    /// <summary>Creates a term of a telephone number.</summary>
    /// <inheritdoc cref="TelephoneNumber.Normalise" path="/param"/>
    /// <inheritdoc cref="TelephoneNumber.Normalise" path="/exception"/>
    public static BlindTerm Phone(string text, string region) =>
        new(BlindIndexPurpose.Phone, TelephoneNumber.Normalise(text, region));

    /// <summary>Creates a term of an e-mail address. Upper and lower case are equal in all of it.</summary>
    /// <exception cref="ArgumentException">
    /// Nothing is left of the address after normalisation, or it is not well-formed Unicode.
    /// </exception>
    public static BlindTerm Email(string address) => new(BlindIndexPurpose.Email, IdentityText.NormaliseEmail(address));

    /// <summary>Creates a term of the e-mail address of a member of staff, apart from those of people who are followed.</summary>
    /// <inheritdoc cref="Email" path="/exception"/>
    public static BlindTerm StaffMail(string address) =>
        new(BlindIndexPurpose.StaffMail, IdentityText.NormaliseEmail(address));

    /// <summary>Creates a term of a member of staff whom another server signs in. Compared as it is (OpenID Connect).</summary>
    public static BlindTerm StaffLogin(string issuer, string subject) => new(BlindIndexPurpose.StaffLogin, issuer, subject);

    /// <summary>The purpose, never the content.</summary>
    public override string ToString() => $"term of {Purpose}";

    private static byte[] Encode(ReadOnlySpan<string> parts)
    {
        var length = 0;
        foreach (var part in parts)
        {
            length += sizeof(int) + Encoding.UTF8.GetByteCount(part);
        }

        var bytes = new byte[length];
        var rest = bytes.AsSpan();
        foreach (var part in parts)
        {
            var count = Encoding.UTF8.GetBytes(part, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32BigEndian(rest, count);
            rest = rest[(sizeof(int) + count)..];
        }

        return bytes;
    }
}

/// <summary>
/// Computes blind indexes: HMAC-SHA-256 under a separate key for every purpose, derived by HKDF-SHA-256 (RFC 5869) from a
/// secret that has no other use.
/// </summary>
public sealed class BlindIndexer : IDisposable
{
    private static readonly byte[] Salt = Encoding.ASCII.GetBytes("actors.blind-index.1");

    private readonly Dictionary<(KeyId Key, BlindIndexPurpose Purpose), byte[]> _keys = [];

    /// <summary>Derives the keys. The ring is not needed afterwards.</summary>
    public BlindIndexer(KeyRing ring)
    {
        Keys = ring.Ids;
        foreach (var id in ring.Ids)
        {
            foreach (var purpose in Enum.GetValues<BlindIndexPurpose>())
            {
                var key = GC.AllocateUninitializedArray<byte>(SHA256.HashSizeInBytes, pinned: true);
                // By number, so that a purpose can be renamed.
                HKDF.DeriveKey(HashAlgorithmName.SHA256, ring.Secret(id), key, Salt, info: [(byte)purpose]);
                _keys.Add((id, purpose), key);
            }
        }
    }

    /// <summary>The ids of the secrets, the current one first.</summary>
    public IReadOnlyList<KeyId> Keys { get; }

    /// <summary>Computes the value to store, under the current secret.</summary>
    public BlindIndex Compute(BlindTerm term) => Compute(term, Keys[0]);

    /// <summary>
    /// Computes the values to search for, under every secret, because records have values of two secrets during a
    /// replacement.
    /// </summary>
    public IReadOnlyList<BlindIndex> Candidates(BlindTerm term) => [.. Keys.Select(key => Compute(term, key))];

    /// <summary>Zeroes the keys.</summary>
    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        _keys.Clear();
    }

    private BlindIndex Compute(BlindTerm term, KeyId id)
    {
        ObjectDisposedException.ThrowIf(_keys.Count == 0, this);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_keys[(id, term.Purpose)], term.Bytes, hash);
        return new BlindIndex(term.Purpose, id, hash[..BlindIndex.ByteCount].ToArray());
    }
}
