using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;
using static Actors.LoadTest.Tests.Reconciling.SampleLife;

namespace Actors.LoadTest.Tests.Reconciling;

public class WindowRulesTests
{
    [Fact]
    public void A_prompt_that_goes_out_before_its_time_is_wrong()
    {
        var life = Clean();
        life.Change<Fact.PromptIssued>(
            issued => issued with { At = issued.At.AddMinutes(-1) }, issued => issued.Prompt == ExcusedPrompt);

        Assert.Equal(FindingKind.WrongDay, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_prompt_that_goes_out_after_the_hours_for_prompts_is_wrong()
    {
        var life = Clean();
        life.Change<Fact.PromptIssued>(
            issued => issued with { At = At(1, 21, 1), ClosesAt = At(1, 22, 1) }, issued => issued.Prompt == ExcusedPrompt);

        Assert.NotEqual(0, life.Reconcile().Count(FindingKind.WrongDay));
    }

    [Theory]
    [InlineData(59, 1)]
    [InlineData(60, 0)]
    public void A_window_is_not_shorter_than_the_rules_have_it(int minutes, int findings)
    {
        var life = Clean();
        life.Change<Fact.PromptIssued>(
            issued => issued with { ClosesAt = issued.At.AddMinutes(minutes) }, issued => issued.Prompt == ExcusedPrompt);

        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WrongDay));
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    public void A_window_does_not_reach_into_the_night(int minutes, int findings)
    {
        var life = Clean();
        life.Change<Fact.PromptIssued>(
            issued => issued with { ClosesAt = At(1, 21, minutes) }, issued => issued.Prompt == ExcusedPrompt);

        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WrongDay));
    }

    [Theory]
    [InlineData(13, 59, 1)]
    [InlineData(14, 5, 0)]
    [InlineData(14, 11, 1)]
    public void The_health_window_closes_at_its_time(int hour, int minute, int findings)
    {
        var life = Clean();
        life.Change<Fact.PromptIssued>(
            issued => issued with { ClosesAt = At(1, hour, minute) }, issued => issued.Prompt == HealthPrompt);

        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WrongDay));
    }
}
