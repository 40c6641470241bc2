namespace Actors.Notifications.Texts.Keys;

/// <summary>Entries of a person's timeline, worded for that person without blame.</summary>
public static class TimelineTexts
{
    public static TextKey StayStarted { get; } = new("timeline.stay-started");

    public static TextKey StayConfirmed { get; } = new("timeline.stay-confirmed");

    public static TextKey StayEnded { get; } = new("timeline.stay-ended");

    public static TextKey CompanionAdded { get; } = new("timeline.companion-added");

    public static TextKey CheckedIn { get; } = new("timeline.checked-in");

    public static TextKey CheckedInAtNewPlace { get; } = new("timeline.checked-in-at-new-place");

    public static TextKey Silent { get; } = new("timeline.silent");

    public static TextKey SilentLong { get; } = new("timeline.silent-long");

    public static TextKey PhoneChanged { get; } = new("timeline.phone-changed");

    public static TextKey FollowUpOpened { get; } = new("timeline.follow-up-opened");

    public static TextKey PromptIssued { get; } = new("timeline.prompt-issued");

    public static TextKey SecondFixAsked { get; } = new("timeline.second-fix-asked");

    public static TextKey PromptDelivered { get; } = new("timeline.prompt-delivered");

    public static TextKey PromptOpened { get; } = new("timeline.prompt-opened");

    public static TextKey PromptReminded { get; } = new("timeline.prompt-reminded");

    public static TextKey PromptExtended { get; } = new("timeline.prompt-extended");

    public static TextKey PromptMissed { get; } = new("timeline.prompt-missed");

    public static TextKey PromptExcused { get; } = new("timeline.prompt-excused");

    public static TextKey LocationReported { get; } = new("timeline.location-reported");

    public static TextKey LocationReportedLate { get; } = new("timeline.location-reported-late");

    public static TextKey HealthReported { get; } = new("timeline.health-reported");

    public static TextKey HealthReportedLate { get; } = new("timeline.health-reported-late");

    public static TextKey CallConcluded { get; } = new("timeline.call-concluded");

    public static TextKey CallPassed { get; } = new("timeline.call-passed");

    public static TextKey CallNotAnswered { get; } = new("timeline.call-not-answered");

    public static TextKey CallNotReached { get; } = new("timeline.call-not-reached");

    public static TextKey CallCallBack { get; } = new("timeline.call-call-back");

    /// <summary>The text for the code of an entry.</summary>
    /// <exception cref="ArgumentException">The code has no text.</exception>
    public static TextKey Of(string code) =>
        TextKey.TryParse($"timeline.{code}", out var key) && KnownTexts.All.Contains(key)
            ? key
            : throw new ArgumentException($"There is no text timeline.{code}.", nameof(code));
}
