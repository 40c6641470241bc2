namespace Actors.Notifications.Texts.Keys;

/// <summary>Checking in at the place of stay.</summary>
public static class CheckInTexts
{
    public static TextKey Done { get; } = new("check-in.done");

    public static TextKey PlaceLabel { get; } = new("check-in.place-label");

    public static TextKey NewPlace { get; } = new("check-in.new-place");

    public static TextKey NotYet { get; } = new("check-in.not-yet");
}
