using Actors.Domain.Entrants.Health;

namespace Actors.Domain.Tests.Entrants.Health;

public sealed class HealthAnswersTests
{
    [Fact]
    public void Answers_do_not_show_themselves() =>
        Assert.Equal("health answers", $"{new HealthAnswers(39m, Symptoms.Cough, "note")}");
}
