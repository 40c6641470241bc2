namespace Actors.Domain.Entrants.Health;

/// <summary>The answers of one health report. They never show themselves: they are personal data.</summary>
/// <param name="TemperatureCelsius">Body temperature; null when there is no thermometer.</param>
/// <param name="Symptoms">What was ticked.</param>
/// <param name="Note">What was written; null when nothing was.</param>
[GenerateSerializer, Immutable, Alias("health-answers")]
public sealed record HealthAnswers(
    [property: Id(0)] decimal? TemperatureCelsius, [property: Id(1)] Symptoms Symptoms, [property: Id(2)] string? Note)
{
    /// <summary>Says nothing about the person.</summary>
    public override string ToString() => "health answers";
}
