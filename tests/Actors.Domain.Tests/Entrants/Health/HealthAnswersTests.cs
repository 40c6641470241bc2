using System.Text;
using Actors.Domain.Entrants.Health;

namespace Actors.Domain.Tests.Entrants.Health;

public sealed class HealthAnswersTests
{
    public static TheoryData<HealthAnswers> Samples => new()
    {
        new HealthAnswers(null, Symptoms.None, null),
        new HealthAnswers(36.5m, Symptoms.None, ""),
        new HealthAnswers(38.25m, Symptoms.Fever | Symptoms.Chills, "頭が痛い \"very\" \\ 😷\n"),
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Answers_go_through_the_form_that_is_sealed(HealthAnswers answers) =>
        Assert.Equal(answers, HealthAnswers.FromUtf8(answers.ToUtf8()));

    /// <summary>What was sealed years ago must still open: the form is fixed.</summary>
    [Fact]
    public void The_form_is_known()
    {
        var answers = new HealthAnswers(37.5m, Symptoms.Cough | Symptoms.Nausea, "x");
        Assert.Equal("""{"temperatureCelsius":37.5,"symptoms":514,"note":"x"}""", Encoding.UTF8.GetString(answers.ToUtf8()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("""{"temperatureCelsius":"secret"}""")]
    public void Something_else_is_refused_without_quoting_it(string text)
    {
        var exception = Assert.Throws<FormatException>(() => HealthAnswers.FromUtf8(Encoding.UTF8.GetBytes(text)));
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_do_not_show_themselves() =>
        Assert.Equal("health answers", $"{new HealthAnswers(39m, Symptoms.Cough, "note")}");
}
