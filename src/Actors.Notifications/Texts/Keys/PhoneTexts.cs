namespace Actors.Notifications.Texts.Keys;

/// <summary>What the phone needs, each with the way to mend it.</summary>
public static class PhoneTexts
{
    public static TextKey Title { get; } = new("phone.title");

    public static TextKey Location { get; } = new("phone.location");

    public static TextKey Camera { get; } = new("phone.camera");

    public static TextKey Microphone { get; } = new("phone.microphone");

    public static TextKey Notifications { get; } = new("phone.notifications");

    public static TextKey Silent { get; } = new("phone.silent");

    public static TextKey BatterySaver { get; } = new("phone.battery-saver");

    public static TextKey Update { get; } = new("phone.update");

    public static TextKey TooOld { get; } = new("phone.too-old");
}
