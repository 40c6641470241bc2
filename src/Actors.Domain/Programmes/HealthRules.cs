namespace Actors.Domain.Programmes;

/// <summary>The daily health report (SPEC Q5).</summary>
public sealed record HealthRules
{
    /// <summary>The local time at which it is asked for.</summary>
    public required TimeOnly PushAt { get; init; }

    /// <summary>The local time from which an answer is late.</summary>
    public required TimeOnly DueBy { get; init; }

    /// <summary>For how many local days after its own a report can still be given, late.</summary>
    public required int LateDays { get; init; }

    /// <summary>The lowest temperature that is a symptom, °C.</summary>
    public required decimal FeverFromCelsius { get; init; }

    /// <summary>The lowest temperature that is taken for one, °C.</summary>
    public required decimal PlausibleFromCelsius { get; init; }

    /// <summary>The highest temperature that is taken for one, °C.</summary>
    public required decimal PlausibleToCelsius { get; init; }

    /// <summary>The most characters (UTF-16) of a note.</summary>
    public required int NoteLength { get; init; }
}
