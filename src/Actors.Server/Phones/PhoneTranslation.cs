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
    private const double MaxAgeSeconds = 86_400;

    /// <summary>Stands for symptoms that the server does not know. The domain refuses it by name.</summary>
    private const Symptoms UnknownSymptom = (Symptoms)(1 << 30);

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
        new(
            fix.Latitude, fix.Longitude, fix.AccuracyMetres, now.AddSeconds(-Math.Clamp(fix.AgeSeconds, 0, MaxAgeSeconds)),
            fix.IsMock);

    /// <summary>The answers of a health report.</summary>
    public static HealthAnswers Health(Message.HealthReport report)
    {
        if (report.Symptoms.Count > Protocol.Limits.Symptoms)
        {
            throw NamedError.Exception(
                ErrorCode.ValueTooLong, $"At most {Protocol.Limits.Symptoms} symptoms go into one report.", "symptoms");
        }

        var symptoms = report.Symptoms.Aggregate(
            Symptoms.None,
            (all, name) => all | (SymptomNames.TryGetValue(name ?? "", out var symptom) ? symptom : UnknownSymptom));
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

        var faults = (condition.LocationDenied ? PhoneFaults.LocationDenied : 0)
            | (condition.CameraDenied ? PhoneFaults.CameraDenied : 0)
            | (condition.MicrophoneDenied ? PhoneFaults.MicrophoneDenied : 0)
            | (condition.NotificationsDenied ? PhoneFaults.NotificationsDenied : 0)
            | (condition.Silent ? PhoneFaults.Silent : 0)
            | (condition.BatterySaver ? PhoneFaults.BatterySaver : 0)
            | (condition.NoPush ? PhoneFaults.NoPush : 0);
        var charge = condition.BatteryPercent is { } percent and >= 0 and <= MaxPercent ? (byte?)Math.Round(percent) : null;
        return new(appVersion, platform, faults, charge);
    }
}
