namespace Actors.Notifications.Texts.Keys;

/// <summary>Asking for a health report, its questions, and what follows the answers.</summary>
public static class HealthTexts
{
    public static TextKey PromptTitle { get; } = new("prompt.health.title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey PromptBody { get; } = new("prompt.health.body");

    public static TextKey PromptReminderTitle { get; } = new("prompt.health.reminder-title");

    /// <summary>Takes <c>until</c>.</summary>
    public static TextKey PromptReminderBody { get; } = new("prompt.health.reminder-body");

    /// <summary>Takes <c>link</c>, <c>until</c>.</summary>
    public static TextKey PromptSms { get; } = new("prompt.health.sms");

    public static TextKey Temperature { get; } = new("health.question.temperature");

    public static TextKey Symptoms { get; } = new("health.question.symptoms");

    public static TextKey Note { get; } = new("health.question.note");

    public static TextKey Companions { get; } = new("health.question.companions");

    public static TextKey Done { get; } = new("health.done");

    public static TextKey DoneLate { get; } = new("health.done-late");

    public static TextKey ContactTitle { get; } = new("health.contact-title");

    /// <summary>Takes <c>centre</c>, <c>phone</c>.</summary>
    public static TextKey ContactBody { get; } = new("health.contact-body");
}
