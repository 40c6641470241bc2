using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;
using static Actors.LoadTest.Tests.Reconciling.SampleLife;

namespace Actors.LoadTest.Tests.Reconciling;

public class RowRulesTests
{
    [Fact]
    public void An_acknowledged_report_that_was_never_written_is_lost_once()
    {
        var life = Clean();
        life.Acknowledge(99, null, "locationReceived", At(1, 17));

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_report_that_was_refused_for_good_reason_or_is_in_doubt_need_not_be_written()
    {
        var life = Clean();
        life.Journal.RecordCommand(98, null, At(1, 17));
        life.Journal.RecordCommand(99, null, At(1, 17));
        life.Journal.RecordAnswer(99, receipt: null, "stay-ended", At(1, 17));

        Assert.Empty(life.Reconcile().Findings);
    }

    [Theory]
    [InlineData("answered-too-long-ago", 0)]
    [InlineData("handle-used", 0)]
    [InlineData("handle-foreign", 4)]
    [InlineData("handle-expired", 1)] // It was answered.
    public void A_report_that_was_refused_without_reason_is_lost(string refusal, int index)
    {
        var life = Clean();
        life.Journal.RecordCommand(99, index == 0 ? null : Handle(Number(1, index)), At(1, 17));
        life.Journal.RecordAnswer(99, receipt: null, refusal, At(1, 17));

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_report_that_was_acknowledged_as_something_else_is_lost_once()
    {
        var life = Clean();
        life.Change<Fact.Reported>(
            report => report with { Receipt = "locationReceivedLate" }, report => report.Command == FirstAnswer);

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_row_that_is_missing_is_lost_once()
    {
        var life = Clean();
        life.Remove(
            fact => fact is Fact.PromptClosed { Prompt: var prompt, Outcome: PromptOutcome.Missed } && prompt == LatePrompt);

        Assert.Equal(FindingKind.Lost, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_row_that_stands_twice_is_duplicated()
    {
        var life = Clean();
        life.Ledger.Add(life.Ledger[^1]);

        Assert.Equal(FindingKind.Duplicated, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_command_that_was_carried_out_twice_is_duplicated_once()
    {
        var life = Clean();
        life.Add(At(1, 23), new Fact.Reported(CheckIn, null, 1, At(1, 23), null, "locationReceived"));

        Assert.Equal(FindingKind.Duplicated, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_command_that_was_answered_in_two_ways_is_duplicated_once()
    {
        var life = Clean();
        life.Journal.RecordAnswer(FirstAnswer, "locationReceivedLate", refusal: null, At(1, 17));

        Assert.Equal(FindingKind.Duplicated, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_command_that_was_answered_twice_in_the_same_way_is_well()
    {
        var life = Clean();
        life.Journal.RecordAnswer(FirstAnswer, "locationReceived", refusal: null, At(0, 14, 25));

        Assert.Empty(life.Reconcile().Findings);
    }

    [Fact]
    public void A_stay_that_began_twice_is_duplicated_once()
    {
        var life = Clean();
        life.Add(At(2, 0, 2), life.Ledger[0].Fact);

        Assert.Equal(FindingKind.Duplicated, Assert.Single(life.Reconcile().Findings).Kind);
    }
}
