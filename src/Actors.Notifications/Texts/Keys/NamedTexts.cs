using System.Text.RegularExpressions;

namespace Actors.Notifications.Texts.Keys;

/// <summary>Keys whose last part is the name of an enum's value: <c>SoreThroat</c> is <c>sore-throat</c>.</summary>
internal static partial class NamedTexts
{
    /// <exception cref="ArgumentException">There is no text for this value.</exception>
    public static TextKey Of(string area, Enum value)
    {
        var name = Capital().Replace(value.ToString(), "-$0").ToLowerInvariant();
        return TextKey.TryParse($"{area}.{name}", out var key) && KnownTexts.All.Contains(key)
            ? key
            : throw new ArgumentException($"There is no text {area}.{name}.", nameof(value));
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Capital();
}
