using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Health;

/// <summary>The answers of one health report. They are personal data, so their text shows nothing.</summary>
/// <param name="TemperatureCelsius">The body temperature; <c>null</c> if the person has no thermometer.</param>
/// <param name="Symptoms">The symptoms that the person ticked.</param>
/// <param name="Note">A note of the person; <c>null</c> if there is none.</param>
[GenerateSerializer, Immutable, Alias("health-answers")]
public sealed record HealthAnswers(
    [property: Id(0)] decimal? TemperatureCelsius, [property: Id(1)] Symptoms Symptoms, [property: Id(2)] string? Note)
{
    /// <summary>Returns a fixed text.</summary>
    public override string ToString() => "health answers";
}

/// <summary>Symptoms of a person. The numbers are stored.</summary>
[Flags]
[GenerateSerializer, Alias("symptoms")]
public enum Symptoms
{
    /// <summary>No symptoms.</summary>
    None = 0,

    /// <summary>Fever, measured or felt.</summary>
    Fever = 1 << 0,

    /// <summary>Cough.</summary>
    Cough = 1 << 1,

    /// <summary>Sore throat.</summary>
    SoreThroat = 1 << 2,

    /// <summary>Shortness of breath.</summary>
    Breathlessness = 1 << 3,

    /// <summary>Strong fatigue.</summary>
    Fatigue = 1 << 4,

    /// <summary>Headache.</summary>
    Headache = 1 << 5,

    /// <summary>Pain in muscles or joints.</summary>
    MusclePain = 1 << 6,

    /// <summary>Loss of taste or smell.</summary>
    LossOfTasteOrSmell = 1 << 7,

    /// <summary>Diarrhoea.</summary>
    Diarrhoea = 1 << 8,

    /// <summary>Nausea or vomiting.</summary>
    Nausea = 1 << 9,

    /// <summary>A running or blocked nose.</summary>
    RunnyNose = 1 << 10,

    /// <summary>Chills.</summary>
    Chills = 1 << 11,
}

/// <summary>Validates and judges health reports (SPEC Q5).</summary>
public static class HealthCheck
{
    private static readonly Symptoms Every = Enum.GetValues<Symptoms>().Aggregate((all, next) => all | next);

    /// <summary>Validates answers. Returns the reason for a refusal, or <c>null</c> if they are valid.</summary>
    public static Refusal? Check(HealthAnswers answers, HealthRules rules)
    {
        if (answers.TemperatureCelsius is { } celsius
            && (celsius < rules.PlausibleFromCelsius || celsius > rules.PlausibleToCelsius))
        {
            return new Refusal("temperature-out-of-range");
        }

        if ((answers.Symptoms & ~Every) != 0)
        {
            return new Refusal("unknown-symptom");
        }

        return answers.Note?.Length > rules.NoteLength ? new Refusal("note-too-long") : null;
    }

    /// <summary>
    /// Whether the answers show symptoms: any that was ticked, or a temperature that counts as fever.
    /// </summary>
    public static bool HasSymptoms(HealthAnswers answers, HealthRules rules) =>
        answers.Symptoms != Symptoms.None || answers.TemperatureCelsius >= rules.FeverFromCelsius;
}
