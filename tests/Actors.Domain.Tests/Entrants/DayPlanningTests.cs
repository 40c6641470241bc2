using Actors.Domain.Entrants;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Tests.Entrants;

public sealed class DayPlanningTests
{
    /// <summary>
    /// All days that were slept through used to be planned before the first of their prompts was settled: after a week
    /// they were more than a stay can hold, and nothing that was due for the person could ever be done again.
    /// </summary>
    [Fact]
    public void Platform_that_comes_back_after_ten_days_goes_on()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(2, 12));
        life.Outages = life.Outages.With(new(life.Now, ScriptedLife.At(12, 12)));
        life.Now = ScriptedLife.At(12, 12);
        life.Due();

        Assert.True(life.State.NextDue!.Value.At > life.Now);
        Assert.Equal(
            Enumerable.Range(1, 11), life.History.OfType<EntrantEvent.DayPlanned>().Select(day => day.Day).Where(day => day > 0));
        Assert.All(
            life.History.OfType<EntrantEvent.PromptClosed>().Where(closed => closed.Prompt.Day is > 1 and < 11),
            closed => Assert.Equal((PromptOutcome.Excused, Excuse.Outage), (closed.Outcome, closed.Excuse)));
        life.LiveUntil(ScriptedLife.At(17, 0));
        Assert.True(life.Stay.HasEnded);
    }
}
