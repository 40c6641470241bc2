namespace Actors.Domain.Entrants.Contact;

/// <summary>What a phone reports about itself. Faults lead to help and never count against the person.</summary>
/// <param name="AppVersion">The version of the app, at most 32 characters.</param>
/// <param name="Platform">The operating system and its version, at most 64 characters.</param>
/// <param name="Faults">The faults that can keep prompts or answers from getting through.</param>
/// <param name="BatteryPercent">The charge of the battery, 0 to 100; <c>null</c> if the phone does not tell.</param>
[GenerateSerializer]
[Alias("phone-condition")]
[Immutable]
public sealed record PhoneCondition(
    [property: Id(0)] string AppVersion,
    [property: Id(1)] string Platform,
    [property: Id(2)] PhoneFaults Faults,
    [property: Id(3)] byte? BatteryPercent);

/// <summary>
/// Faults that can keep prompts or answers from getting through. The numbers are stored and keep their meaning.
/// </summary>
[GenerateSerializer]
[Alias("phone-faults")]
[Flags]
public enum PhoneFaults : ushort
{
    /// <summary>No fault.</summary>
    None = 0,

    /// <summary>The app may not use the location.</summary>
    LocationDenied = 1 << 0,

    /// <summary>The app may not use the camera.</summary>
    CameraDenied = 1 << 1,

    /// <summary>The app may not use the microphone.</summary>
    MicrophoneDenied = 1 << 2,

    /// <summary>The app may not show notifications.</summary>
    NotificationsDenied = 1 << 3,

    /// <summary>The phone is silent or only vibrates.</summary>
    Silent = 1 << 4,

    /// <summary>The battery saver is on.</summary>
    BatterySaver = 1 << 5,

    /// <summary>There is no push subscription.</summary>
    NoPush = 1 << 6,

    /// <summary>The app is older than the programme demands.</summary>
    AppOutdated = 1 << 7,
}

/// <summary>The part of a phone's condition that is kept in the state.</summary>
/// <param name="AppVersion">The version of the app.</param>
/// <param name="Faults">The faults that can keep prompts or answers from getting through.</param>
public sealed record PhoneState(
    string AppVersion,
    PhoneFaults Faults)
{
    /// <summary>Takes the kept part of a condition.</summary>
    public static PhoneState Of(PhoneCondition condition) => new(condition.AppVersion, condition.Faults);
}
