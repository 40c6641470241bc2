using System.Text.Json;
using Actors.Domain.Entrants.Contact;
using Actors.Domain.Entrants.Health;
using Actors.Server.Phones.Wire;
using Message = Actors.Protocol.Messages;

namespace Actors.Server.Phones;

/// <summary>
/// Translates what phones send into values of the domain. Refuses malformed values by a named error with the field.
/// </summary>
internal static class PhoneTranslation
{
    private const int MaxPercent = 100;
    private const int MaxAgeSeconds = 86_400;

    private static readonly Dictionary<string, Symptoms> SymptomNames = Enum.GetValues<Symptoms>()
        .Where(symptom => symptom != Symptoms.None)
        .ToDictionary(symptom => JsonNamingPolicy.CamelCase.ConvertName(symptom.ToString()), StringComparer.Ordinal);

    /// <summary>The handles of delivered prompts.</summary>
    public static IReadOnlyList<string> Handles(IReadOnlyList<string?> handles)
    {
        if (handles.Count > Protocol.Limits.Handles)
        {
            throw NamedError.Exception(
                ErrorCode.ValueTooLong, $"At most {Protocol.Limits.Handles} handles go into one message.", "handles");
        }

        return [.. handles.Select((handle, index) => CommandTranslation.Handle(handle ?? "", $"handles[{index}]")!)];
    }

    /// <summary>A position that the phone has just found, with its time by the clock of the server.</summary>
    public static Domain.Entrants.Presence.Fix Fix(Message.FreshFix fix, DateTimeOffset now) =>
        fix.AgeSeconds is >= 0 and < MaxAgeSeconds
        ? new(fix.Latitude, fix.Longitude, fix.AccuracyMetres, now.AddSeconds(-fix.AgeSeconds), fix.IsMock)
        : throw NamedError.Exception(
            ErrorCode.ValueOutOfRange, $"The age of a position is 0 to {MaxAgeSeconds} seconds.", "fix.ageSeconds");

    /// <summary>The answers of a health report.</summary>
    public static HealthAnswers Health(Message.HealthReport report)
    {
        if (report.Symptoms.Count > Protocol.Limits.Symptoms)
        {
            throw NamedError.Exception(
                ErrorCode.ValueTooLong, $"At most {Protocol.Limits.Symptoms} symptoms go into one report.", "symptoms");
        }

        if (report.Note?.Length > Protocol.Limits.NoteLength)
        {
            throw NamedError.Exception(
                ErrorCode.NoteTooLong, $"A note has at most {Protocol.Limits.NoteLength} characters.", "note");
        }

        var symptoms = Symptoms.None;
        for (var index = 0; index < report.Symptoms.Count; index++)
        {
            symptoms |= report.Symptoms[index] is { } name && SymptomNames.TryGetValue(name, out var symptom)
                ? symptom
                : throw NamedError.Exception(
                    ErrorCode.UnknownSymptom, "There is no such symptom. Put others into the note.", $"symptoms[{index}]");
        }

        return new(report.TemperatureCelsius, symptoms, report.Note);
    }

    /// <summary>The condition of a phone.</summary>
    /// <param name="condition">The condition; <c>null</c> if the phone sent none.</param>
    /// <param name="appVersion">The version of its app, from Hello.</param>
    /// <param name="platform">Its system, from Hello.</param>
    public static PhoneCondition? Condition(Message.Condition? condition, string appVersion, string platform)
    {
        if (condition is null)
        {
            return null;
        }

        if (condition.BatteryPercent is < 0 or > MaxPercent)
        {
            throw NamedError.Exception(
                ErrorCode.ValueOutOfRange, "The charge of the battery is 0 to 100 percent.", "condition.batteryPercent");
        }

        var faults = (condition.LocationDenied ? PhoneFaults.LocationDenied : 0)
            | (condition.CameraDenied ? PhoneFaults.CameraDenied : 0)
            | (condition.MicrophoneDenied ? PhoneFaults.MicrophoneDenied : 0)
            | (condition.NotificationsDenied ? PhoneFaults.NotificationsDenied : 0)
            | (condition.Silent ? PhoneFaults.Silent : 0)
            | (condition.BatterySaver ? PhoneFaults.BatterySaver : 0)
            | (condition.NoPush ? PhoneFaults.NoPush : 0);
        return new(appVersion, platform, faults, (byte?)condition.BatteryPercent);
    }
}
