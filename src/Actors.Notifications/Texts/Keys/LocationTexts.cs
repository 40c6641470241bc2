namespace Actors.Notifications.Texts.Keys;

/// <summary>Asking for a location, and what follows the answer.</summary>
public static class LocationTexts
{
    public static TextKey Title { get; } = new("prompt.location.title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey Body { get; } = new("prompt.location.body");

    public static TextKey ReminderTitle { get; } = new("prompt.location.reminder-title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey ReminderBody { get; } = new("prompt.location.reminder-body");

    /// <summary>Takes <c>link</c>, <c>until</c>.</summary>
    public static TextKey Sms { get; } = new("prompt.location.sms");

    public static TextKey Done { get; } = new("prompt.location.done");

    public static TextKey DoneLate { get; } = new("prompt.location.done-late");

    public static TextKey SecondFix { get; } = new("prompt.location.second-fix");
}
