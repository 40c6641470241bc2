using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Actors.Privacy.Lookup;

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

    /// <summary>The purpose of the hash.</summary>
    public BlindIndexPurpose Purpose { get; }

    /// <summary>The bytes to hash: each part follows its length, so that no two terms have the same bytes.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Creates a term of passport number and date of birth.</summary>
    /// <exception cref="ArgumentException">
    /// Nothing is left of the number after normalisation, or it is not well-formed Unicode.
    /// </exception>
    public static BlindTerm Passport(string number, DateOnly birthDate) =>
        new(BlindIndexPurpose.PassportAndBirthDate, IdentityText.Normalise(number), Date(birthDate));

    /// <summary>
    /// Creates a term of name and date of birth. If the order of the names is uncertain, search for both orders.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// Nothing is left of a name after normalisation, or it is not well-formed Unicode.
    /// </exception>
    public static BlindTerm Name(string surname, string givenName, DateOnly birthDate) =>
        new(
            BlindIndexPurpose.NameAndBirthDate,
            IdentityText.Normalise(surname),
            IdentityText.Normalise(givenName),
            Date(birthDate));

    /// <summary>Creates a term of a telephone number.</summary>
    /// <inheritdoc cref="IdentityText.NormalisePhone" path="/param"/>
    /// <inheritdoc cref="IdentityText.NormalisePhone" path="/exception"/>
    public static BlindTerm Phone(string text, string region) =>
        new(BlindIndexPurpose.Phone, IdentityText.NormalisePhone(text, region));

    /// <summary>Creates a term of an e-mail address. Upper and lower case are equal in all of it.</summary>
    /// <exception cref="ArgumentException">
    /// Nothing is left of the address after normalisation, or it is not well-formed Unicode.
    /// </exception>
    public static BlindTerm Email(string address) => new(BlindIndexPurpose.Email, IdentityText.NormaliseEmail(address));

    /// <summary>The purpose, never the content.</summary>
    public override string ToString() => $"term of {Purpose}";

    private static string Date(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

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
