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
