using Actors.Domain.Entrants.Presence;
using Actors.Domain.Entrants.Prompts;

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

    /// <summary>The clock is wrong. Measured by the server.</summary>
    ClockWrong = 1 << 8,

    /// <summary>The last position was too inaccurate or too old to be used. Measured by the server.</summary>
    PositionUnusable = 1 << 9,

    /// <summary>No answer to a prompt could be used. Measured by the server.</summary>
    AnswersUnusable = 1 << 10,
}

/// <summary>What the state keeps about a phone.</summary>
/// <param name="AppVersion">The version of the app; empty if the phone has not told.</param>
/// <param name="Faults">What the phone last reported, and what the server measured on its answers.</param>
/// <param name="ClockAheadSeconds">How far the clock is ahead; negative if it is behind, 0 if it is right or unknown.</param>
public sealed record PhoneState(string AppVersion, PhoneFaults Faults, int ClockAheadSeconds = 0)
{
    /// <summary>The faults that the server measures; a phone does not report them.</summary>
    public const PhoneFaults Measured =
        PhoneFaults.ClockWrong | PhoneFaults.PositionUnusable | PhoneFaults.AnswersUnusable;

    /// <summary>The phone after an event; <c>null</c> if nothing is known about it.</summary>
    internal static PhoneState? After(PhoneState? phone, EntrantEvent happened)
    {
        var before = phone?.Faults ?? PhoneFaults.None;
        var after = FaultsAfter(before, happened);
        if (happened is EntrantEvent.PhoneChanged changed)
        {
            return new(changed.Condition.AppVersion, after, phone?.ClockAheadSeconds ?? 0);
        }

        var ahead = ClockAheadIn(happened) ?? phone?.ClockAheadSeconds ?? 0;
        return after == before && ahead == (phone?.ClockAheadSeconds ?? 0) ? phone
            : (phone ?? new("", PhoneFaults.None)) with { Faults = after, ClockAheadSeconds = ahead };
    }

    /// <summary>The faults of a phone after an event.</summary>
    public static PhoneFaults FaultsAfter(PhoneFaults faults, EntrantEvent happened)
    {
        var after = happened switch
        {
            EntrantEvent.PhoneChanged changed => (faults & Measured) | (changed.Condition.Faults & ~Measured),
            EntrantEvent.CheckedIn checkedIn =>
                With(faults, PhoneFaults.PositionUnusable, checkedIn.Receipt == Receipt.CheckedInWithoutPosition),
            EntrantEvent.LocationReported reported => Answered(
                With(faults, PhoneFaults.PositionUnusable, reported.Presence == PresenceVerdict.Unusable), reported.Prompt),
            EntrantEvent.HealthReported reported => Answered(faults, reported.Prompt),
            EntrantEvent.PromptClosed { Excuse: Excuse.AnswerUnusable } => faults | PhoneFaults.AnswersUnusable,
            _ => faults,
        };
        return ClockAheadIn(happened) is { } ahead ? With(after, PhoneFaults.ClockWrong, ahead != 0) : after;
    }

    private static PhoneFaults Answered(PhoneFaults faults, PromptNumber? prompt) =>
        prompt is null ? faults : faults & ~PhoneFaults.AnswersUnusable;

    private static PhoneFaults With(PhoneFaults faults, PhoneFaults fault, bool isThere) =>
        isThere ? faults | fault : faults & ~fault;

    private static int? ClockAheadIn(EntrantEvent happened) => happened switch
    {
        EntrantEvent.CheckedIn checkedIn => checkedIn.ClockAheadSeconds,
        EntrantEvent.LocationReported reported => reported.ClockAheadSeconds,
        EntrantEvent.HealthReported reported => reported.ClockAheadSeconds,
        _ => null,
    };
}

/// <summary>A notice that connected phones show.</summary>
[GenerateSerializer, Alias("phone-notice")]
public enum PhoneNotice : byte
{
    /// <summary>The registration has changed, or its details are to be compared.</summary>
    Registration = 0,

    /// <summary>Another phone asks to continue the registration.</summary>
    OtherPhone = 1,

    /// <summary>The person is reminded to keep location history and exposure app on.</summary>
    Settings = 2,
}
