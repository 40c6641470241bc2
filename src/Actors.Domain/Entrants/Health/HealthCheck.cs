using Actors.Domain.Ledger;
using Actors.Domain.Programmes;

namespace Actors.Domain.Entrants.Health;

/// <summary>Validates and judges health reports (SPEC Q5).</summary>
public static class HealthCheck
{
    private static readonly Symptoms Every = Enum.GetValues<Symptoms>().Aggregate((all, next) => all | next);

    /// <summary>Validates answers. Returns the reason for a refusal, or <c>null</c> if they are valid.</summary>
    public static Refusal? Check(HealthAnswers answers, HealthRules rules)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(rules);
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
    public static bool HasSymptoms(HealthAnswers answers, HealthRules rules)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(rules);
        return answers.Symptoms != Symptoms.None || answers.TemperatureCelsius >= rules.FeverFromCelsius;
    }

    /// <summary>When the report of a local date is asked for.</summary>
    public static DateTimeOffset AskedAt(DateOnly date, HealthRules rules, ProgrammeZone zone)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
        return zone.At(date, rules.PushAt);
    }

    /// <summary>From when the report of a local date is late.</summary>
    public static DateTimeOffset DueAt(DateOnly date, HealthRules rules, ProgrammeZone zone)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(zone);
        return zone.At(date, rules.DueBy);
    }

    /// <summary>Whether a report for a local date is late at a moment.</summary>
    public static bool IsLate(DateOnly date, DateTimeOffset answeredAt, HealthRules rules, ProgrammeZone zone) =>
        answeredAt >= DueAt(date, rules, zone);
}
