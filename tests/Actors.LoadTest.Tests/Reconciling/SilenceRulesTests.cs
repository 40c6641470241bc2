using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;
using static Actors.LoadTest.Tests.Reconciling.SampleLife;

namespace Actors.LoadTest.Tests.Reconciling;

public class SilenceRulesTests
{
    [Theory]
    [InlineData(1, 1, 59, 1)]
    [InlineData(1, 2, 0, 0)]
    [InlineData(2, 2, 20, 1)]
    public void Whoever_was_heard_of_within_the_span_is_not_unreachable(int step, int hour, int minute, int findings)
    {
        // The last that came from the phone on the day of entry was an answer at 14:20; the clocks may differ by 20 minutes.
        var life = Clean();
        life.Add(At(1, hour, minute), new Fact.FellSilent(step));

        Assert.Equal(findings, life.Reconcile().Findings.Count);
        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WronglyBlamed));
    }

    [Fact]
    public void A_sign_of_life_after_the_step_does_not_make_it_wrong()
    {
        var life = Clean();
        life.Add(At(1, 2, 30), new Fact.FellSilent(1));

        Assert.Empty(life.Reconcile().Findings);
    }

    [Fact]
    public void Somebody_who_is_gone_only_for_hours_need_not_be_found_yet()
    {
        var life = NeverThere();
        life.Unwrite(fact => fact is Fact.FellSilent or Fact.StayEnded or Fact.PromptIssued or Fact.PromptClosed);
        life.Until = At(0, 22);

        Assert.Equal((0, 0), (life.Reconcile().Gone, life.Reconcile().Findings.Count));
    }
}
