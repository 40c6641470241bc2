using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;
using static Actors.LoadTest.Tests.Reconciling.SampleLife;

namespace Actors.LoadTest.Tests.Reconciling;

public class BlameRulesTests
{
    [Fact]
    public void A_miss_without_proof_of_delivery_is_blamed_wrongly()
    {
        var life = Clean();
        life.Change<Fact.PromptClosed>(
            closed => closed with { Outcome = PromptOutcome.Missed }, closed => closed.Prompt == ExcusedPrompt);

        Assert.Equal(FindingKind.WronglyBlamed, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Theory]
    [InlineData(18, 55, 0)]
    [InlineData(18, 56, 1)]
    public void A_miss_is_one_when_the_proof_was_sent_five_minutes_before_the_window_closed(int hour, int minute, int findings)
    {
        var life = Clean();
        life.Change<Fact.PromptClosed>(
            closed => closed with { Outcome = PromptOutcome.Missed }, closed => closed.Prompt == ExcusedPrompt);
        life.Journal.RecordPrompt(Handle(ExcusedPrompt), At(1, 18, 1));
        life.Journal.RecordDeliverySent(Handle(ExcusedPrompt), At(1, hour, minute));

        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WronglyBlamed));
    }

    [Theory]
    [InlineData(17, 55, 1)]
    [InlineData(18, 1, 0)]
    [InlineData(18, 56, 1)]
    public void A_push_or_a_short_message_that_the_phone_confirmed_in_time_is_a_proof(int hour, int minute, int findings)
    {
        var life = Clean();
        life.Change<Fact.PromptClosed>(
            closed => closed with { Outcome = PromptOutcome.Missed }, closed => closed.Prompt == ExcusedPrompt);
        life.Journal.RecordProof(At(1, hour, minute));

        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WronglyBlamed));
    }

    [Theory]
    [InlineData(PromptOutcome.Missed)]
    [InlineData(PromptOutcome.Late)]
    public void What_was_answered_in_time_is_neither_missed_nor_late(PromptOutcome outcome)
    {
        var life = Clean();
        life.Change<Fact.Reported>(report => report with { Outcome = outcome }, report => report.Command == SecondAnswer);

        Assert.Equal(FindingKind.WronglyBlamed, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void What_was_given_in_time_and_received_late_is_late()
    {
        var life = Clean();
        life.Journal.RecordCommand(55, Handle(LatePrompt), At(1, 12, 10));
        life.Journal.RecordAnswer(55, receipt: null, "handle-used", At(1, 13, 50));

        Assert.Empty(life.Reconcile().Findings);
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(12, 1)]
    public void A_miss_through_which_the_server_slept_for_long_is_excused(int minutes, int findings)
    {
        var life = Clean();
        life.Outages.Add(new(At(1, 15, 20), At(1, 15, 20 + minutes)));
        life.Change<Fact.PromptClosed>(closed => closed, closed => closed.Prompt == MissedPrompt);
        life.Ledger.Insert(
            life.Ledger.FindIndex(entry => entry.Fact is Fact.PromptClosed { Prompt: var prompt } && prompt == MissedPrompt),
            new(Person, 0, At(1, 16), new Fact.PromptExtended(MissedPrompt, At(1, 16, minutes))));
        life.Unwrite(_ => false);

        Assert.Equal(findings, life.Reconcile().Findings.Count);
        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WronglyBlamed));
    }

    [Fact]
    public void A_window_that_was_not_made_longer_by_an_outage_is_blamed_wrongly()
    {
        var life = Clean();
        life.Outages.Add(new(At(1, 15, 20), At(1, 15, 26)));

        Assert.Equal(FindingKind.WronglyBlamed, Assert.Single(life.Reconcile().Findings).Kind);
    }
}
