namespace Actors.Protocol;

/// <summary>What somebody may suffer from, as a health report names it.</summary>
public static class Symptom
{
    /// <summary>Fever, also where no thermometer is at hand.</summary>
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
