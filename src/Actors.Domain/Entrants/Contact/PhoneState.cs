namespace Actors.Domain.Entrants.Contact;

/// <summary>What of a phone's condition is kept at hand.</summary>
/// <param name="AppVersion">As the app names it.</param>
/// <param name="Faults">What would keep prompts or answers from coming through.</param>
public sealed record PhoneState(
    string AppVersion,
    PhoneFaults Faults)
{
    /// <summary>From what the phone said.</summary>
    public static PhoneState Of(PhoneCondition condition) => new(condition.AppVersion, condition.Faults);
}
