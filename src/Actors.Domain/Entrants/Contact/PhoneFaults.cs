namespace Actors.Domain.Entrants.Contact;

/// <summary>What would keep prompts or answers from coming through. Numbers are stored: they keep their meaning.</summary>
[GenerateSerializer]
[Alias("phone-faults")]
[Flags]
public enum PhoneFaults : ushort
{
    /// <summary>All is well.</summary>
    None = 0,

    /// <summary>The app may not ask for the location.</summary>
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

    /// <summary>The app is older than the programme asks for.</summary>
    AppOutdated = 1 << 7,
}
