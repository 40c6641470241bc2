namespace Actors.Protocol.Messages;

/// <summary>How a person feels.</summary>
/// <param name="CommandId">Drawn by the phone, the same for every attempt: see <see cref="Protocol.CommandId"/>.</param>
/// <param name="AnsweredAt">When the person gave the answer.</param>
/// <param name="Symptoms">Names of <see cref="Symptom"/>, at most <see cref="Limits.Symptoms"/>; empty if there are none.</param>
/// <param name="TemperatureCelsius">Body temperature; null if not measured.</param>
/// <param name="Note">In the person's own words, at most <see cref="Limits.NoteLength"/> characters; null if empty.</param>
/// <param name="Handle">The handle of the answered prompt; null for the health prompt of the day.</param>
/// <param name="Person">The id of a companion; null for the phone's person.</param>
/// <param name="SentAt">When the phone sent this attempt, by the same clock; null if it does not say.</param>
public sealed record HealthReport(
    string CommandId, DateTimeOffset AnsweredAt, IReadOnlyList<string> Symptoms, decimal? TemperatureCelsius = null,
    string? Note = null, string? Handle = null, string? Person = null, DateTimeOffset? SentAt = null)
{
    /// <summary>Omits the health data and the handle, which must not reach logs.</summary>
    public override string ToString() => $"{nameof(HealthReport)} {CommandId}";
}

/// <summary>Symptoms that a health report can name.</summary>
public static class Symptom
{
    /// <summary>Fever, measured or felt.</summary>
    public const string Fever = "fever";

    /// <summary>Cough.</summary>
    public const string Cough = "cough";

    /// <summary>Sore throat.</summary>
    public const string SoreThroat = "soreThroat";

    /// <summary>Shortness of breath.</summary>
    public const string Breathlessness = "breathlessness";

    /// <summary>Strong fatigue.</summary>
    public const string Fatigue = "fatigue";

    /// <summary>Headache.</summary>
    public const string Headache = "headache";

    /// <summary>Pain in muscles or joints.</summary>
    public const string MusclePain = "musclePain";

    /// <summary>Loss of taste or smell.</summary>
    public const string LossOfTasteOrSmell = "lossOfTasteOrSmell";

    /// <summary>Diarrhoea.</summary>
    public const string Diarrhoea = "diarrhoea";

    /// <summary>Nausea or vomiting.</summary>
    public const string Nausea = "nausea";

    /// <summary>A running or blocked nose.</summary>
    public const string RunnyNose = "runnyNose";

    /// <summary>Chills.</summary>
    public const string Chills = "chills";
}
