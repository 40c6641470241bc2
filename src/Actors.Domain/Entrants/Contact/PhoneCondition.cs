namespace Actors.Domain.Entrants.Contact;

/// <summary>What a phone says of itself. Nothing in it is held against a person: what is broken is mended.</summary>
/// <param name="AppVersion">As the app names it, at most 32 characters.</param>
/// <param name="Platform">The system and its version, at most 64 characters.</param>
/// <param name="Faults">What would keep prompts or answers from coming through.</param>
/// <param name="BatteryPercent">0 to 100; null where a phone does not tell.</param>
[GenerateSerializer]
[Alias("phone-condition")]
[Immutable]
public sealed record PhoneCondition(
    [property: Id(0)] string AppVersion,
    [property: Id(1)] string Platform,
    [property: Id(2)] PhoneFaults Faults,
    [property: Id(3)] byte? BatteryPercent);
