using System.Globalization;
using System.Security.Cryptography;

namespace Actors.Privacy.MasterKeys;

/// <summary>Names new keys after the day they were made, so that their age can be seen.</summary>
internal static class KeyNames
{
    private const int RandomDigits = 6;

    /// <summary>
    /// The day (UTC) and some random digits. Never a name again that a removed key had: a server that still knows that
    /// one would take the new key for it.
    /// </summary>
    public static KeyId Next(TimeProvider time) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{time.GetUtcNow():yyyy-MM-dd}-{RandomNumberGenerator.GetHexString(RandomDigits, lowercase: true)}"));
}
