using Actors.Domain.Entrants;

namespace Actors.Domain.Tests.Entrants;

public sealed class CheckInRulesTests
{
    /// <summary>
    /// The answer is checked first and sealed then. When the stay ended meanwhile, the position was kept although the
    /// person was free.
    /// </summary>
    [Fact]
    public void Stay_that_ends_while_an_answer_is_being_sealed_takes_nothing_more()
    {
        var life = new ScriptedLife();
        life.LiveUntil(ScriptedLife.At(15, 23, 59));
        Assert.False(life.Stay.HasEnded);
        life.Now = ScriptedLife.At(16, 0);

        Assert.Equal(Refusals.StayEnded, life.CheckIn().Refusal);
        Assert.Equal(Refusals.StayEnded, life.Locate(null).Refusal);
        Assert.Equal(Refusals.StayEnded, life.ReportHealth(life.Now).Refusal);
    }
}
