using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Tests.Entrants;

public sealed class HealthReportRulesTests
{
    /// <summary>
    /// A report that the phone had kept over midnight counted as that of the day on which it came: the person was not asked
    /// how they felt that day, and the day before stayed without a report.
    /// </summary>
    [Theory]
    [InlineData(10, true, PromptOutcome.Late)]
    [InlineData(0, true, PromptOutcome.Late)]
    [InlineData(0, false, PromptOutcome.Excused)]
    public void Report_without_a_handle_answers_the_question_of_the_day_on_which_it_was_given(
        int hour, bool isDelivered, PromptOutcome fate)
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(2, 11));
        if (isDelivered)
        {
            life.Deliver(life.Stay.Prompts.Find(new(1, 0))!.Value);
        }

        life.LiveUntil(ScriptedLife.At(3, hour, 5));
        life.ReportHealth(ScriptedLife.At(2, 23, 50));

        var report = Assert.Single(life.History.OfType<EntrantEvent.HealthReported>());
        Assert.Equal((new PromptNumber(1, 0), fate, 1), (report.Prompt!.Value, report.Outcome!.Value, report.Day));
        Assert.Equal(PromptOutcome.Planned, life.Stay.Prompts.Find(new(2, 0))!.Value.Outcome);
    }

    [Fact]
    public void Report_in_the_morning_answers_the_question_of_the_day_before_it_is_asked()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(3, 9));
        life.ReportHealth(life.Now.AddMinutes(1));
        var report = Assert.Single(life.History.OfType<EntrantEvent.HealthReported>());
        Assert.Equal(
            (new PromptNumber(2, 0), PromptOutcome.Answered, 2), (report.Prompt!.Value, report.Outcome!.Value, report.Day));
    }

    [Fact]
    public void Report_from_before_what_can_be_answered_late_is_kept_and_answers_nothing()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(4, 9));
        life.ReportHealth(ScriptedLife.At(2, 12));
        var report = Assert.Single(life.History.OfType<EntrantEvent.HealthReported>());
        Assert.Equal((null, null, 1), (report.Prompt, report.Outcome, report.Day));
    }
}
