using Actors.Domain.Registration;
using PhoneNumbers;

namespace Actors.Privacy.Lookup;

/// <summary>Reads telephone numbers and brings them into the international form E.164, such as <c>+819012345678</c>.</summary>
public static class TelephoneNumber
{
    private const string Signs = "().";
    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    /// <summary>
    /// Normalises a telephone number to E.164, so that 090… in Japan equals +8190…. An extension follows after <c>X</c>.
    /// Text that cannot be a telephone number is normalised like a name, also without brackets and dots.
    /// </summary>
    /// <param name="text">The number as typed.</param>
    /// <param name="region">
    /// The country of a number without country code: an ISO 3166-1 code such as <c>JP</c>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The region is unknown, nothing is left of the text, or it is not well-formed Unicode.
    /// </exception>
    public static string Normalise(string text, string region)
    {
        if (!Phones.GetSupportedRegions().Contains(region))
        {
            throw new ArgumentException($"\"{region}\" is not the code of a region such as JP.", nameof(region));
        }

        var typed = IdentityText.Normalise(text, Signs);
        return Parse(typed, region) is { } number
            ? Phones.Format(number, PhoneNumberFormat.E164) + (number.HasExtension ? $"X{number.Extension}" : "")
            : typed;
    }

    /// <summary>Reads a number that can be dialled, in E.164 without an extension.</summary>
    /// <param name="text">The number as typed.</param>
    /// <param name="region">
    /// The country of a number without country code: an ISO 3166-1 code such as <c>JP</c>; <c>null</c> if such numbers are
    /// refused.
    /// </param>
    /// <returns><c>null</c> if the text cannot be a telephone number, or has an extension.</returns>
    public static string? Read(string text, string? region) =>
        IdentityText.NormaliseOrNull(text, Signs) is { } typed && Parse(typed, region) is { HasExtension: false } number
            ? Phones.Format(number, PhoneNumberFormat.E164)
            : null;

    private static PhoneNumber? Parse(string typed, string? region)
    {
        try
        {
            var number = Phones.Parse(typed, region);
            return Phones.IsPossibleNumber(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
