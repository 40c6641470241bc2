using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;
using static Actors.LoadTest.Tests.Reconciling.SampleLife;

namespace Actors.LoadTest.Tests.Reconciling;

public class PromptRulesTests
{
    [Fact]
    public void A_prompt_that_the_phone_showed_without_a_plan_is_lost_once()
    {
        var life = Clean();
        life.Show(Number(1, 9), At(1, 17));

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_prompt_that_the_phone_showed_and_the_server_did_not_send_is_lost_once()
    {
        var life = Clean();
        life.Unwrite(fact => fact is Fact.PromptIssued { Prompt: var prompt } && prompt == ExcusedPrompt);
        life.Journal.RecordPrompt(Handle(ExcusedPrompt), At(1, 18, 1));

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_delivery_that_was_acknowledged_in_time_and_is_not_written_is_lost_once()
    {
        var life = Clean();
        life.Show(ExcusedPrompt, At(1, 18, 5));

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Theory]
    [InlineData(19, 5)]
    [InlineData(18, 59)]
    public void A_delivery_that_came_at_the_end_or_later_need_not_be_written(int hour, int minute)
    {
        var life = Clean();
        life.Show(ExcusedPrompt, At(1, hour, minute).AddSeconds(40));

        Assert.Empty(life.Reconcile().Findings);
    }

    [Fact]
    public void A_prompt_without_a_fate_when_the_stay_is_over_is_lost_once()
    {
        var life = Clean();
        life.Unwrite(fact => fact is Fact.PromptClosed { Prompt: var prompt } && prompt == MissedPrompt);

        var found = life.Reconcile();

        Assert.Equal(FindingKind.Lost, Assert.Single(found.Findings).Kind);
        Assert.Equal(1, found.Open);
    }

    [Fact]
    public void A_prompt_that_is_still_open_when_the_run_ends_is_well()
    {
        var life = Clean();
        life.Unwrite(
            fact => fact is Fact.StayEnded || (fact is Fact.PromptClosed { Prompt: var prompt } && prompt == ExcusedPrompt));
        life.Until = At(1, 19, 20);

        var found = life.Reconcile();

        Assert.Empty(found.Findings);
        Assert.Equal(1, found.Open);
    }

    [Fact]
    public void A_prompt_that_is_open_long_after_its_window_is_lost_once()
    {
        var life = Clean();
        life.Unwrite(
            fact => fact is Fact.StayEnded || (fact is Fact.PromptClosed { Prompt: var prompt } && prompt == ExcusedPrompt));
        life.Until = At(1, 20);

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_prompt_that_was_sent_twice_is_duplicated_once()
    {
        var life = Clean();
        life.Add(At(1, 18, 5), new Fact.PromptIssued(ExcusedPrompt, At(1, 18, 5), At(1, 19, 5)));

        Assert.Equal(FindingKind.Duplicated, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_prompt_that_was_closed_twice_is_duplicated_once()
    {
        var life = Clean();
        life.Add(At(1, 19, 5), new Fact.PromptClosed(ExcusedPrompt, PromptOutcome.Excused, false));

        Assert.Equal(FindingKind.Duplicated, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_prompt_that_was_answered_twice_is_duplicated_once()
    {
        var life = Clean();
        life.Add(At(1, 19, 5), new Fact.Reported(77, FirstPrompt, 1, At(1, 19, 5), PromptOutcome.Answered, "locationReceived"));

        Assert.Equal(FindingKind.Duplicated, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_prompt_that_never_reached_a_connected_phone_is_lost()
    {
        var life = Clean();
        life.Journal.RecordConnected(At(1, 17));
        life.Journal.RecordDisconnected(At(1, 20));

        var finding = Assert.Single(life.Reconcile().Findings);

        Assert.Equal(FindingKind.Lost, finding.Kind);
        Assert.Contains("did not reach the phone", finding.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(45, 1)]
    public void A_prompt_that_a_newer_one_soon_replaced_need_not_reach_the_phone(int minutes, int findings)
    {
        var life = Clean();
        life.Journal.RecordConnected(At(1, 17));
        life.Journal.RecordDisconnected(At(1, 20));
        life.Unwrite(fact => fact is Fact.PromptClosed { Prompt: var prompt } && prompt == ExcusedPrompt);
        life.Ledger.Insert(
            life.Ledger.FindIndex(entry => entry.Fact is Fact.StayEnded),
            new(Person, 0, At(1, 18, minutes), new Fact.PromptClosed(ExcusedPrompt, PromptOutcome.Excused, false)));
        life.Unwrite(_ => false);

        Assert.Equal(findings, life.Reconcile().Count(FindingKind.Lost));
    }

    [Theory]
    [InlineData(18.5, 20)]
    [InlineData(17, 18.5)]
    public void A_prompt_need_not_reach_a_phone_that_was_off_line_for_part_of_its_time(double from, double to)
    {
        var life = Clean();
        life.Journal.RecordConnected(At(1, 0).AddHours(from));
        life.Journal.RecordDisconnected(At(1, 0).AddHours(to));

        Assert.Empty(life.Reconcile().Findings);
    }

    [Fact]
    public void A_second_fix_that_closed_while_the_server_may_be_late_need_not_reach_the_phone()
    {
        var second = ExcusedPrompt + 1;
        var life = Clean();
        life.Journal.RecordConnected(At(1, 18, 20));
        life.Journal.RecordDisconnected(At(1, 18, 55));
        life.Add(At(1, 18, 30), new Fact.SecondFixAsked(second, At(1, 18, 30), At(1, 18, 45)));
        life.Add(At(1, 18, 45), new Fact.PromptClosed(second, PromptOutcome.Excused, false));

        Assert.DoesNotContain(
            life.Reconcile().Findings, finding => finding.What.Contains("did not reach", StringComparison.Ordinal));
    }

    [Fact]
    public void A_prompt_that_was_planned_twice_is_duplicated_and_does_not_add_up()
    {
        var life = Clean();
        life.Add(At(1, 18, 30), new Fact.SecondFixAsked(ExcusedPrompt, At(1, 18, 30), At(1, 18, 45)));

        var found = life.Reconcile();

        Assert.All(found.Findings, finding => Assert.Equal(FindingKind.Duplicated, finding.Kind));
        Assert.NotEmpty(found.Findings);
        Assert.False(found.AddsUp);
    }
}
