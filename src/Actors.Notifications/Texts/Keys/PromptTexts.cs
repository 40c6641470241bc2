namespace Actors.Notifications.Texts.Keys;

/// <summary>Outcomes of prompts, and the reasons that excuse one.</summary>
public static class PromptTexts
{
    public static TextKey Closed { get; } = new("prompt.closed");

    public static TextKey OutcomeOpen { get; } = new("prompt.fate.open");

    public static TextKey OutcomeAnswered { get; } = new("prompt.fate.answered");

    public static TextKey OutcomeLate { get; } = new("prompt.fate.late");

    public static TextKey OutcomeMissed { get; } = new("prompt.fate.missed");

    public static TextKey OutcomeExcused { get; } = new("prompt.fate.excused");

    public static TextKey ExcuseNotDelivered { get; } = new("prompt.excuse.not-delivered");

    public static TextKey ExcuseOutage { get; } = new("prompt.excuse.outage");

    public static TextKey ExcuseNotConnected { get; } = new("prompt.excuse.not-connected");

    public static TextKey ExcuseNotConfirmed { get; } = new("prompt.excuse.not-confirmed");

    public static TextKey ExcuseSuperseded { get; } = new("prompt.excuse.superseded");

    public static TextKey ExcuseStayEnded { get; } = new("prompt.excuse.stay-ended");

    public static TextKey ExcusePermit { get; } = new("prompt.excuse.permit");

    /// <summary>The outcome of a prompt. The enum has values named like the members above.</summary>
    public static TextKey OutcomeOf(Enum value) => NamedTexts.Of("prompt.fate", value);

    /// <summary>Why a prompt does not count. The enum has values named like the members above.</summary>
    public static TextKey ExcuseOf(Enum value) => NamedTexts.Of("prompt.excuse", value);
}

/// <summary>The request for a location, and what follows the answer.</summary>
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
