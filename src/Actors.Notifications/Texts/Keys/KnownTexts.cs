using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Actors.Notifications.Texts.Keys;

/// <summary>All keys of the classes in this folder. The catalogue has exactly these.</summary>
public static class KnownTexts
{
    private static readonly Type[] Areas =
    [
        typeof(AppTexts), typeof(LocationTexts), typeof(HealthTexts), typeof(SymptomTexts), typeof(PromptTexts),
        typeof(CheckInTexts), typeof(StayTexts), typeof(UnreachableTexts), typeof(PhoneTexts), typeof(CallTexts),
        typeof(CallPageTexts), typeof(GuideTexts), typeof(RefusalTexts), typeof(TimelineTexts),
    ];

    /// <summary>All keys.</summary>
    public static FrozenSet<TextKey> All { get; } = Areas
        .SelectMany(area => area.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType == typeof(TextKey))
        .Select(property => (TextKey)property.GetValue(null)!)
        .ToFrozenSet();
}

/// <summary>Keys that end in the name of an enum value: <c>sore-throat</c> for <c>SoreThroat</c>.</summary>
internal static partial class NamedTexts
{
    /// <exception cref="ArgumentException">The value has no text.</exception>
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
