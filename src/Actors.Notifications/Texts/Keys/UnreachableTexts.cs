namespace Actors.Notifications.Texts.Keys;

/// <summary>Asking after somebody whose phone has been silent.</summary>
public static class UnreachableTexts
{
    public static TextKey Title { get; } = new("contact.unreachable.title");

    public static TextKey Body { get; } = new("contact.unreachable.body");

    /// <summary>Takes <c>link</c>.</summary>
    public static TextKey Sms { get; } = new("contact.unreachable.sms");
}
