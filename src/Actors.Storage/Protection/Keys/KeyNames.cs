using System.Globalization;

namespace Actors.Storage.Protection.Keys;

/// <summary>Names new keys after the day they were made, so that their age can be seen.</summary>
internal static class KeyNames
{
    /// <summary>The day (UTC), with a number behind it when there is a key of that day.</summary>
    public static KeyId Next(TimeProvider time, IReadOnlyList<KeyId> taken)
    {
        var day = time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var name = new KeyId(day);
        for (var number = 2; taken.Contains(name); number++)
        {
            name = new KeyId(string.Create(CultureInfo.InvariantCulture, $"{day}.{number}"));
        }

        return name;
    }
}
