namespace Actors.Domain.Health;

/// <summary>Symptoms of a person. The numbers are stored.</summary>
[Flags]
[GenerateSerializer, Alias("symptoms")]
public enum Symptoms
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Fever, also where no thermometer is at hand.</summary>
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
