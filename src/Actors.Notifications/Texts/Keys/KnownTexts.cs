using System.Collections.Frozen;
using System.Reflection;

namespace Actors.Notifications.Texts.Keys;

/// <summary>All keys that code knows, from the classes of this folder. The catalogue has these and no others.</summary>
public static class KnownTexts
{
    private static readonly Type[] Areas =
    [
        typeof(AppTexts), typeof(LocationTexts), typeof(HealthTexts), typeof(SymptomTexts), typeof(PromptTexts),
        typeof(CheckInTexts), typeof(StayTexts), typeof(UnreachableTexts), typeof(PhoneTexts), typeof(CallTexts),
        typeof(CallPageTexts), typeof(GuideTexts), typeof(RefusalTexts), typeof(TimelineTexts),
    ];

    /// <summary>Every key once.</summary>
    public static FrozenSet<TextKey> All { get; } = Areas
        .SelectMany(area => area.GetProperties(BindingFlags.Public | BindingFlags.Static))
        .Where(property => property.PropertyType == typeof(TextKey))
        .Select(property => (TextKey)property.GetValue(null)!)
        .ToFrozenSet();
}
