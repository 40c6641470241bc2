using System.Globalization;

namespace Actors.Registration;

/// <summary>Writes dates as text in the order of time, such as 2021-10-15, and reads them.</summary>
internal static class StoredDate
{
    public static string Write(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    public static DateOnly Read(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
