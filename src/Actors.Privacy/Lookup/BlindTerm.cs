using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Actors.Privacy.Lookup;

/// <summary>
/// What to find a record by, in normal form. It holds personal data, so it is for the moment of hashing only and is not
/// shown.
/// </summary>
public sealed class BlindTerm
{
    private BlindTerm(BlindIndexPurpose purpose, params ReadOnlySpan<string> parts)
    {
        Purpose = purpose;
        Bytes = Encode(parts);
    }

    /// <summary>The purpose under which it is hashed.</summary>
    public BlindIndexPurpose Purpose { get; }

    /// <summary>What is hashed: every part with its length before it, so that no two terms have the same bytes.</summary>
    internal byte[] Bytes { get; }

    /// <summary>Passport number and date of birth.</summary>
    /// <exception cref="ArgumentException">
    /// Nothing is left of the number after normalisation, or it is not well-formed Unicode.
    /// </exception>
    public static BlindTerm Passport(string number, DateOnly birthDate) =>
        new(BlindIndexPurpose.PassportAndBirthDate, IdentityText.Normalise(number), Date(birthDate));

    /// <summary>Name and date of birth. Who is not sure which name is which asks for both orders.</summary>
    /// <exception cref="ArgumentException">
    /// Nothing is left of a name after normalisation, or it is not well-formed Unicode.
    /// </exception>
    public static BlindTerm Name(string surname, string givenName, DateOnly birthDate) =>
        new(
            BlindIndexPurpose.NameAndBirthDate,
            IdentityText.Normalise(surname),
            IdentityText.Normalise(givenName),
            Date(birthDate));

    /// <summary>Telephone number with country code (E.164).</summary>
    /// <exception cref="ArgumentException">
    /// Nothing is left of the number after normalisation, or it is not well-formed Unicode.
    /// </exception>
    public static BlindTerm Phone(string number) => new(BlindIndexPurpose.Phone, IdentityText.NormalisePhone(number));

    /// <summary>E-mail address; upper and lower case count as equal in all of it.</summary>
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
