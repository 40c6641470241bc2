using System.Globalization;
using Actors.Domain.Entrants.Health;
using Actors.Domain.Programmes;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Entrants.Health;

public sealed class HealthCheckTests
{
    private static readonly HealthRules Rules = ProgrammeFiles.Japan.Health;

    [Theory]
    [InlineData(null, Symptoms.None, 0, null)]
    [InlineData("30.0", Symptoms.Cough, 1_000, null)]
    [InlineData("45.0", Symptoms.None, 0, null)]
    [InlineData("29.9", Symptoms.None, 0, "temperature-out-of-range")]
    [InlineData("45.1", Symptoms.None, 0, "temperature-out-of-range")]
    [InlineData("365", Symptoms.None, 0, "temperature-out-of-range")]
    [InlineData("36.5", Symptoms.None, 1_001, "note-too-long")]
    [InlineData("36.5", (Symptoms)(1 << 12), 0, "unknown-symptom")]
    [InlineData("36.5", (Symptoms)(-1), 0, "unknown-symptom")]
    public void Answers_are_checked(string? temperature, Symptoms symptoms, int note, string? code) =>
        Assert.Equal(code, HealthCheck.Check(Answers(temperature, symptoms, new string('x', note)), Rules)?.Code);

    [Theory]
    [InlineData(null, Symptoms.None, false)]
    [InlineData("37.4", Symptoms.None, false)]
    [InlineData("37.5", Symptoms.None, true)]
    [InlineData("36.0", Symptoms.Headache, true)]
    [InlineData(null, Symptoms.Fever, true)]
    public void Symptoms_are_those_ticked_and_fever(string? temperature, Symptoms symptoms, bool expected) =>
        Assert.Equal(expected, HealthCheck.HasSymptoms(Answers(temperature, symptoms, null), Rules));

    private static HealthAnswers Answers(string? temperature, Symptoms symptoms, string? note) => new(
        temperature is null ? null : decimal.Parse(temperature, CultureInfo.InvariantCulture), symptoms, note);
}
