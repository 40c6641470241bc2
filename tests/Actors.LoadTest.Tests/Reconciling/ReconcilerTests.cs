using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;
using static Actors.LoadTest.Tests.Reconciling.SampleLife;

namespace Actors.LoadTest.Tests.Reconciling;

public class ReconcilerTests
{
    [Fact]
    public void A_clean_life_has_no_findings_and_adds_up()
    {
        var found = Clean().Reconcile();

        Assert.Empty(found.Findings);
        Assert.True(found.IsClean);
        Assert.Equal(6, found.Prompts);
        Assert.Equal((3, 1, 1, 1, 0), (
            found.Of(PromptOutcome.Answered), found.Of(PromptOutcome.Late), found.Of(PromptOutcome.Missed),
            found.Of(PromptOutcome.Excused), found.Open));
    }

    [Fact]
    public void A_person_who_was_never_there_and_was_found_is_no_finding()
    {
        var found = NeverThere().Reconcile();

        Assert.Empty(found.Findings);
        Assert.Equal((1, 1), (found.Gone, found.GoneFound));
    }

    [Fact]
    public void A_person_who_is_gone_and_was_not_found_is_named_and_not_counted_as_found()
    {
        var life = NeverThere();
        life.Unwrite(fact => fact is Fact.ContactLost);

        var found = life.Reconcile();

        Assert.Equal((1, 0), (found.Gone, found.GoneFound));
        Assert.Equal(FindingKind.NotFound, Assert.Single(found.Findings).Kind);
        Assert.True(found.IsClean);
    }

    [Fact]
    public void A_person_who_is_found_too_late_is_not_found()
    {
        var life = NeverThere();
        var place = life.Ledger.FindIndex(entry => entry.Fact is Fact.ContactLost);
        life.Ledger[place] = life.Ledger[place] with { At = At(0, 23) };

        Assert.Equal((1, 0), (life.Reconcile().Gone, life.Reconcile().GoneFound));
    }

    [Fact]
    public void The_time_in_which_the_server_was_dead_does_not_count_as_silence()
    {
        var life = NeverThere();
        var place = life.Ledger.FindIndex(entry => entry.Fact is Fact.ContactLost);
        life.Ledger[place] = life.Ledger[place] with { At = At(0, 23) };
        life.Outages.Add(new(At(0, 15), At(0, 16)));

        Assert.Equal((1, 1), (life.Reconcile().Gone, life.Reconcile().GoneFound));
    }

    [Fact]
    public void A_person_who_is_not_in_the_ledger_is_lost()
    {
        var life = Clean();
        life.Ledger.Clear();

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void An_unplanned_prompt_adds_up_to_nothing_and_is_lost()
    {
        var life = Clean();
        life.Add(At(1, 20), new Fact.PromptClosed(Number(1, 9), PromptOutcome.Excused, false));

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void Two_journals_of_one_person_are_a_mistake_of_the_caller()
    {
        var life = Clean();

        Assert.Throws<ArgumentException>(() => new Reconciler(new(life.Rules, [], life.Until, Tolerance))
            .Reconcile(life.Ledger, [life.Journal, life.Journal]));
    }
}
