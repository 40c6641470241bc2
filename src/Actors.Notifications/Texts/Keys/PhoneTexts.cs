namespace Actors.Notifications.Texts.Keys;

/// <summary>Settings that the phone needs, each with the fix.</summary>
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

/// <summary>The name of the centre, and the actions of the home screen.</summary>
public static class AppTexts
{
    public static TextKey CentreName { get; } = new("centre.name");

    /// <summary>The language's own name.</summary>
    public static TextKey LanguageName { get; } = new("language.name");

    public static TextKey CheckIn { get; } = new("action.check-in");

    public static TextKey ReportLocation { get; } = new("action.report-location");

    public static TextKey ReportHealth { get; } = new("action.report-health");
}

/// <summary>Messages to a person whose phone has been silent.</summary>
public static class UnreachableTexts
{
    public static TextKey Title { get; } = new("contact.unreachable.title");

    public static TextKey Body { get; } = new("contact.unreachable.body");

    /// <summary>Takes <c>link</c>.</summary>
    public static TextKey Sms { get; } = new("contact.unreachable.sms");
}
