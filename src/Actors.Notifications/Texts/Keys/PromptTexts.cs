namespace Actors.Notifications.Texts.Keys;

/// <summary>What became of a prompt, and why one does not count.</summary>
public static class PromptTexts
{
    public static TextKey Closed { get; } = new("prompt.closed");

    public static TextKey FateOpen { get; } = new("prompt.fate.open");

    public static TextKey FateAnswered { get; } = new("prompt.fate.answered");

    public static TextKey FateLate { get; } = new("prompt.fate.late");

    public static TextKey FateMissed { get; } = new("prompt.fate.missed");

    public static TextKey FateExcused { get; } = new("prompt.fate.excused");

    public static TextKey ExcuseNotDelivered { get; } = new("prompt.excuse.not-delivered");

    public static TextKey ExcuseOutage { get; } = new("prompt.excuse.outage");

    public static TextKey ExcuseNotConnected { get; } = new("prompt.excuse.not-connected");

    public static TextKey ExcuseNotConfirmed { get; } = new("prompt.excuse.not-confirmed");

    public static TextKey ExcuseSuperseded { get; } = new("prompt.excuse.superseded");

    public static TextKey ExcuseStayEnded { get; } = new("prompt.excuse.stay-ended");

    public static TextKey ExcusePermit { get; } = new("prompt.excuse.permit");

    /// <summary>What became of a prompt; values are named as the members above.</summary>
    public static TextKey FateOf(Enum value) => NamedTexts.Of("prompt.fate", value);

    /// <summary>Why a prompt does not count; values are named as the members above.</summary>
    public static TextKey ExcuseOf(Enum value) => NamedTexts.Of("prompt.excuse", value);
}
