using System.Globalization;
using System.Security.Cryptography;

namespace Actors.Privacy.MasterKeys;

/// <summary>Names new keys after the day of their creation, so that their age is visible.</summary>
public static class KeyNames
{
    private const int RandomDigits = 6;

    /// <summary>
    /// The day (UTC) and random digits. A name must never be used again: a server that still has the removed key of that
    /// name would confuse the two.
    /// </summary>
    public static KeyId Next(TimeProvider time) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{time.GetUtcNow():yyyy-MM-dd}-{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}"));
}
