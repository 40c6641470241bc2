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
    public void A_person_heard_of_within_the_span_is_not_unreachable(int step, int hour, int minute, int findings)
    {
        // The last that came from the phone on the day of entry was an answer at 14:20; the clocks may differ by 20 minutes.
        var life = Clean();
        life.Add(At(1, hour, minute), new Fact.ContactLost(step));

        Assert.Equal(findings, life.Reconcile().Findings.Count);
        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WronglyBlamed));
    }

    [Fact]
    public void A_sign_of_life_after_the_step_does_not_make_it_wrong()
    {
        var life = Clean();
        life.Add(At(1, 2, 30), new Fact.ContactLost(1));

        Assert.Empty(life.Reconcile().Findings);
    }

    [Theory]
    [InlineData(0, 22, 50, true)]
    [InlineData(0, 23, 0, false)]
    public void A_person_who_is_gone_is_to_be_found_half_an_hour_after_the_span_at_the_latest(
        int day, int hour, int minute, bool isFound)
    {
        var life = NeverThere();
        life.Unwrite(fact => fact is Fact.ContactLost);
        life.Add(At(day, hour, minute), new Fact.ContactLost(1));

        Assert.Equal((1, isFound ? 1 : 0), (life.Reconcile().Gone, life.Reconcile().GoneFound));
    }

    [Theory]
    [InlineData(60, 0, 5, true)] // An hour, and the quarter of an hour that the server waits more.
    [InlineData(60, 0, 10, false)]
    [InlineData(5, 23, 15, false)]
    public void A_person_who_is_gone_is_to_be_found_later_by_the_outages_that_the_server_reports(
        int minutes, int hour, int minute, bool isFound)
    {
        var life = NeverThere();
        life.Recorded.Add(new(At(0, 15), At(0, 15, minutes)));
        life.Unwrite(fact => fact is Fact.ContactLost);
        life.Add(At(hour > 12 ? 0 : 1, hour, minute), new Fact.ContactLost(1));

        Assert.Equal((1, isFound ? 1 : 0), (life.Reconcile().Gone, life.Reconcile().GoneFound));
    }

    [Fact]
    public void A_person_who_is_gone_only_for_hours_need_not_be_found_yet()
    {
        var life = NeverThere();
        life.Unwrite(fact => fact is Fact.ContactLost or Fact.StayEnded or Fact.PromptIssued or Fact.PromptClosed);
        life.Until = At(0, 22);

        Assert.Equal((0, 0), (life.Reconcile().Gone, life.Reconcile().Findings.Count));
    }
}
