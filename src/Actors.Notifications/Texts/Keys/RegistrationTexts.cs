namespace Actors.Notifications.Texts.Keys;

/// <summary>Registration: what the person agrees to, what follows, and other phones.</summary>
public static class RegistrationTexts
{
    /// <summary>The registration is received, and what the person can do if there was another phone.</summary>
    public static TextKey Received { get; } = new("registration.received");

    /// <summary>The person is not on the roster yet, and has not landed.</summary>
    public static TextKey Waiting { get; } = new("registration.waiting");

    /// <summary>The details are not on the roster: to be compared.</summary>
    public static TextKey Compare { get; } = new("registration.compare");

    /// <summary>The details are on the roster.</summary>
    public static TextKey Confirmed { get; } = new("registration.confirmed");

    /// <summary>Something has changed.</summary>
    public static TextKey Changed { get; } = new("registration.changed");

    /// <summary>Another phone asks to continue the registration.</summary>
    public static TextKey OtherPhone { get; } = new("registration.other-phone");

    /// <summary>The same, and until when nothing counts as missed. Takes <c>date</c>, <c>time</c>.</summary>
    public static TextKey OtherPhoneUntil { get; } = new("registration.other-phone-until");

    /// <summary>The page of the public link.</summary>
    public static TextKey Invitation { get; } = new("registration.invitation");

    /// <summary>The subject of the mail with a code for another phone.</summary>
    public static TextKey CodeTitle { get; } = new("registration.code-title");

    /// <summary>The mail with a code for another phone. Takes <c>code</c>, <c>date</c>, <c>time</c>.</summary>
    public static TextKey CodeBody { get; } = new("registration.code-body");

    /// <summary>The subject of the mail to a person who should have landed and has not registered.</summary>
    public static TextKey MissingTitle { get; } = new("registration.missing-title");

    /// <summary>The same mail. Takes <c>date</c>, <c>link</c>, <c>contact</c>.</summary>
    public static TextKey MissingBody { get; } = new("registration.missing-body");

    /// <summary>The heading of a text to agree to.</summary>
    public static TextKey HeadingOf(Enum value) => NamedTexts.Of("consent", value);

    /// <summary>A text to agree to.</summary>
    public static TextKey TextOf(Enum value) => NamedTexts.Of("consent-text", value);

    /// <summary>The second entry differs from a character on. Takes <c>place</c>.</summary>
    public static TextKey DiffersAt { get; } = new("refusal.entries-differ-at");

    /// <summary>The system of the phone is too old. Takes <c>ios</c>, <c>android</c>.</summary>
    public static TextKey SystemTooOld { get; } = new("registration.system-too-old");
}

/// <summary>The inspection at the airport, and what it reminds of later.</summary>
public static class InspectionTexts
{
    /// <summary>The test push.</summary>
    public static TextKey PushTitle { get; } = new("inspection.push-title");

    /// <summary>The test push: nothing is to be done.</summary>
    public static TextKey PushBody { get; } = new("inspection.push-body");

    /// <summary>The phone is tested.</summary>
    public static TextKey Testing { get; } = new("inspection.testing");

    /// <summary>The reminder to keep location history and exposure app on.</summary>
    public static TextKey ReminderTitle { get; } = new("inspection.reminder-title");

    /// <summary>What is to be kept on.</summary>
    public static TextKey ReminderBody { get; } = new("inspection.reminder-body");

    /// <summary>The same, as a short message.</summary>
    public static TextKey ReminderSms { get; } = new("inspection.reminder-sms");

    /// <summary>What the person does about an item that the officer has not seen, or about a problem of the phone.</summary>
    public static TextKey FixOf(Enum value) => NamedTexts.Of("inspection.fix", value);
}
