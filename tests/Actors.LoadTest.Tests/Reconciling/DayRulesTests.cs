using Actors.LoadTest.Ledgers;
using Actors.LoadTest.Reconciling;
using static Actors.LoadTest.Tests.Reconciling.SampleLife;

namespace Actors.LoadTest.Tests.Reconciling;

public class DayRulesTests
{
    [Fact]
    public void A_stay_that_ends_at_another_moment_is_on_a_wrong_day()
    {
        var life = Clean();
        life.Change<Fact.StayStarted>(started => started with { EndsAt = At(3, 0) });

        Assert.Equal(FindingKind.WrongDay, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_stay_that_landed_on_another_day_than_the_person_is_on_wrong_days()
    {
        var life = Clean();
        var journal = new Client.Simulated.Journal(Person) { LandedAt = At(-1, 23, 59) };

        var found = new Reconciler(new(life.Rules, [], life.Until, Tolerance)).Reconcile(life.Ledger, [journal]);

        Assert.NotEqual(0, found.Count(FindingKind.WrongDay));
    }

    [Theory]
    [InlineData(1, 23, 59)]
    [InlineData(2, 0, 31)]
    public void A_stay_that_is_over_too_early_or_too_late_is_on_a_wrong_day(int day, int hour, int minute)
    {
        var life = Clean();
        life.Ledger[^1] = life.Ledger[^1] with { At = At(day, hour, minute) };

        Assert.Equal(FindingKind.WrongDay, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_stay_that_is_never_over_is_on_a_wrong_day()
    {
        var life = Clean();
        life.Unwrite(fact => fact is Fact.StayEnded);

        Assert.Equal(FindingKind.WrongDay, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_stay_may_be_over_later_when_the_server_was_dead_at_its_end()
    {
        var life = Clean();
        life.Ledger[^1] = life.Ledger[^1] with { At = At(2, 1, 10) };
        life.Outages.Add(new(At(1, 23, 50), At(2, 1)));

        Assert.Empty(life.Reconcile().Findings);
    }

    [Fact]
    public void A_day_that_was_not_planned_is_a_wrong_day()
    {
        var life = Clean();
        life.Rules = life.Rules with { LastDay = 2 };
        life.Change<Fact.StayStarted>(started => started with { EndsAt = At(3, 0) });
        life.Ledger[^1] = life.Ledger[^1] with { At = At(3, 0, 1) };
        life.Until = At(3, 2);

        Assert.Equal(FindingKind.WrongDay, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_day_of_entry_without_check_in_needs_no_plan()
    {
        var life = NeverThere();

        Assert.DoesNotContain(life.Ledger, entry => entry.Fact is Fact.DayPlanned { Day: 0 });
        Assert.Empty(life.Reconcile().Findings);
    }

    [Fact]
    public void Prompts_on_another_day_than_their_plan_are_wrong()
    {
        var life = Clean();
        life.Change<Fact.DayPlanned>(planned => planned with { Day = 1 }, planned => planned.Day == 0);

        Assert.NotEqual(0, life.Reconcile().Count(FindingKind.WrongDay));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Too_few_or_too_many_prompts_are_a_wrong_day(int count)
    {
        var life = Planned([.. Enumerable.Range(1, count).Select(index => (index, PromptKind.Location, At(1, 6 + 2 * index)))]);

        Assert.Equal(FindingKind.WrongDay, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Theory]
    [InlineData(89, 1)]
    [InlineData(90, 0)]
    public void Prompts_keep_their_distance(int minutes, int findings)
    {
        var life = Planned(
            (1, PromptKind.Location, At(1, 9)), (2, PromptKind.Location, At(1, 9, minutes)), (3, PromptKind.Location, At(1, 19)));

        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WrongDay));
    }

    [Theory]
    [InlineData(7, 59, 1)]
    [InlineData(8, 0, 0)]
    [InlineData(20, 0, 0)]
    [InlineData(20, 1, 1)]
    public void Prompts_are_inside_the_hours(int hour, int minute, int findings)
    {
        var life = Planned(
            (1, PromptKind.Location, At(1, 11)), (2, PromptKind.Location, At(1, 15)),
            (3, PromptKind.Location, At(1, hour, minute)));

        Assert.Equal(findings, life.Reconcile().Count(FindingKind.WrongDay));
    }

    [Fact]
    public void Every_day_has_one_health_prompt_at_its_time()
    {
        var none = Clean();
        none.Unwrite(fact => fact is Fact.Reported { Command: Health } or Fact.PromptIssued { Prompt: 16 }
            or Fact.PromptDelivered { Prompt: 16 });
        none.Change<Fact.DayPlanned>(
            planned => planned with { Prompts = [.. planned.Prompts.Where(prompt => prompt.Kind != PromptKind.Health)] },
            planned => planned.Day == 1);
        var shifted = Clean();
        shifted.Change<Fact.DayPlanned>(
            planned => planned with
            {
                Prompts = [.. planned.Prompts.Select(prompt => prompt.Kind == PromptKind.Health
                    ? prompt with { At = prompt.At.AddMinutes(-1) } : prompt)],
            },
            planned => planned.Day == 1);

        Assert.Equal(1, none.Reconcile().Count(FindingKind.WrongDay));
        Assert.Equal(1, shifted.Reconcile().Count(FindingKind.WrongDay));
    }

    [Fact]
    public void Who_checks_in_before_eleven_is_asked_for_health_on_the_day_of_entry()
    {
        var life = Clean();
        var place = life.Ledger.FindIndex(entry => entry.Fact is Fact.DayPlanned { Day: 0 });
        life.Ledger[place] = life.Ledger[place] with { At = At(0, 10, 30) };

        Assert.Equal(FindingKind.WrongDay, Assert.Single(life.Reconcile().Findings).Kind);
    }

    [Fact]
    public void A_report_on_another_day_than_it_came_is_on_a_wrong_day()
    {
        var life = Clean();
        life.Change<Fact.CheckedIn>(checkedIn => checkedIn with { Day = 1 });

        Assert.NotEqual(0, life.Reconcile().Count(FindingKind.WrongDay));
    }

    [Fact]
    public void Nothing_is_taken_after_the_end()
    {
        var life = Clean();
        life.Add(At(2, 0, 2), new Fact.Reported(88, null, 2, At(2, 0, 2), null, "locationReceived"));

        Assert.Equal(FindingKind.WrongDay, Assert.Single(life.Reconcile().Findings).Kind);
    }

    /// <summary>A life whose day 1 is planned otherwise; its prompts are all excused.</summary>
    private static SampleLife Planned(params (int Index, PromptKind Kind, DateTimeOffset At)[] locations)
    {
        var life = NeverThere();
        life.Unwrite(fact => fact is Fact.DayPlanned or Fact.PromptIssued or Fact.PromptClosed or Fact.StayEnded);
        life.Add(At(0, 21, 5), Plan(1, [(0, PromptKind.Health, At(1, 11)), .. locations]));
        foreach (var number in locations.Select(location => Number(1, location.Index)).Append(HealthPrompt))
        {
            life.Add(At(1, 22), new Fact.PromptClosed(number, PromptOutcome.Excused, false));
        }

        life.Add(At(2, 0, 1), new Fact.StayEnded());
        return life;
    }
}
