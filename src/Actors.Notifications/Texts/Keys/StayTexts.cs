namespace Actors.Notifications.Texts.Keys;

/// <summary>The days of a stay, its end, and whether the details are confirmed.</summary>
public static class StayTexts
{
    public static TextKey ProgressComplete { get; } = new("stay.progress.complete");

    public static TextKey ProgressPartial { get; } = new("stay.progress.partial");

    public static TextKey ProgressMissed { get; } = new("stay.progress.missed");

    public static TextKey ProgressExcused { get; } = new("stay.progress.excused");

    public static TextKey ProgressToday { get; } = new("stay.progress.today");

    public static TextKey ProgressAhead { get; } = new("stay.progress.ahead");

    /// <summary>Takes <c>day</c>, <c>last</c>.</summary>
    public static TextKey Day { get; } = new("stay.day");

    /// <summary>Takes <c>days</c>.</summary>
    public static TextKey Remaining { get; } = new("stay.remaining");

    /// <summary>Takes <c>date</c>.</summary>
    public static TextKey EndDate { get; } = new("stay.end-date");

    public static TextKey Over { get; } = new("stay.over");

    public static TextKey Confirmed { get; } = new("stay.confirmed");

    public static TextKey Unconfirmed { get; } = new("stay.unconfirmed");

    /// <summary>Takes <c>contact</c>.</summary>
    public static TextKey UnconfirmedContact { get; } = new("stay.unconfirmed-contact");

    /// <summary>The state of a day of the stay. The enum has values named like the members above.</summary>
    public static TextKey ProgressOf(Enum value) => NamedTexts.Of("stay.progress", value);
}

/// <summary>Check-in at the place of stay.</summary>
public static class CheckInTexts
{
    public static TextKey Done { get; } = new("check-in.done");

    public static TextKey PlaceLabel { get; } = new("check-in.place-label");

    public static TextKey NewPlace { get; } = new("check-in.new-place");

    public static TextKey NotYet { get; } = new("check-in.not-yet");
}
