using System.Globalization;
using Actors.Domain.Calls;
using Actors.Domain.Programmes;
using Actors.Domain.Prompts;
using Actors.Domain.Tests.Programmes;
using Actors.Domain.Tests.Prompts;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Calls;

public sealed class CallPlanTests
{
    private static readonly CallRules Rules = ProgrammeFiles.Japan.Calls;

    private static readonly ProgrammeZone Tokyo = ProgrammeFiles.Japan.Zone;

    private static readonly DateOnly Day = new(2021, 3, 1);

    /// <summary>Computed by another program from the description of the draw: it must never change.</summary>
    [Theory]
    [InlineData("2021-03-01", "12:43:48")]
    [InlineData("2021-03-02", "09:48:57 17:33:25")]
    [InlineData("2021-03-03", "11:07:36 15:40:50")]
    [InlineData("2024-02-29", "10:32:26 13:37:15")]
    public void The_same_key_stay_and_day_give_the_same_times(string day, string times)
    {
        var plan = CallPlan.Draw(PlanKeys.Rising, PlanKeys.Stay, DateOnly.Parse(day, CultureInfo.InvariantCulture), Rules, Tokyo);
        Assert.Equal(
            times, string.Join(' ', plan.Select(time => Tokyo.TimeAt(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Other_keys_and_other_stays_give_other_times()
    {
        var plan = CallPlan.Draw(PlanKeys.Rising, PlanKeys.Stay, Day, Rules, Tokyo);
        Assert.NotEqual(plan, CallPlan.Draw(PlanKeys.Other, PlanKeys.Stay, Day, Rules, Tokyo));
        Assert.NotEqual(plan, CallPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(1), Day, Rules, Tokyo));
    }

    /// <summary>The prompts of a day do not tell when the calls come: by the same rules they fall elsewhere.</summary>
    [Fact]
    public void Calls_and_prompts_of_a_day_are_drawn_independently()
    {
        var prompts = ProgrammeFiles.Japan.Location with
        {
            PromptsMin = Rules.PerDayMin,
            PromptsMax = Rules.PerDayMax,
            WindowFrom = Rules.WindowFrom,
            WindowTo = Rules.WindowTo,
            Gap = Rules.Gap,
            Open = Rules.Longest,
        };
        var pairs = Enumerable.Range(0, 2_000).Select(stay => (
            Calls: CallPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), Day, Rules, Tokyo),
            Prompts: PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), Day, prompts, Tokyo, null))).ToList();
        Assert.InRange(pairs.Count(pair => pair.Calls.SequenceEqual(pair.Prompts)), 0, 2);
        Assert.InRange(pairs.Count(pair => pair.Calls.Length == pair.Prompts.Length), 900, 1_100);
        Assert.InRange(pairs.Count(pair => pair.Calls[0] < pair.Prompts[0]), 900, 1_100);
    }

    [Fact]
    public void One_call_a_day_is_as_likely_as_two()
    {
        var counts = Enumerable.Range(0, 4_000)
            .CountBy(stay => CallPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), Day, Rules, Tokyo).Length)
            .ToDictionary();
        Assert.Equal([1, 2], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 1_850, 2_150));
    }

    /// <summary>So that the calls of many people spread over the window by themselves.</summary>
    [Fact]
    public void Every_part_of_the_window_is_as_likely_as_any_other()
    {
        var rules = Rules with { PerDayMin = 1, PerDayMax = 1 };
        var from = Tokyo.At(Day, rules.WindowFrom);
        var span = CallPlan.LatestRing(Day, rules, Tokyo) - from;
        var tenths = Enumerable.Range(0, 10_000)
            .Select(stay => CallPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), Day, rules, Tokyo)[0])
            .CountBy(time => (int)((time - from) / (span + TimeSpan.FromSeconds(1)) * 10))
            .ToDictionary();
        Assert.Equal(Enumerable.Range(0, 10), tenths.Keys.Order());
        Assert.All(tenths.Values, count => Assert.InRange(count, 880, 1_120));
    }

    [Fact]
    public void No_person_is_called_where_the_maximum_is_none() =>
        Assert.Empty(CallPlan.Draw(PlanKeys.Rising, PlanKeys.Stay, Day, Rules with { PerDayMin = 0, PerDayMax = 0 }, Tokyo));

    /// <summary>Each zone on the days around each change of its clocks in 2024.</summary>
    [Fact]
    public void In_every_zone_calls_keep_apart_and_end_inside_the_window()
    {
        var changes = 0;
        foreach (var zone in ProgrammeZone.Ids.Select(ProgrammeZone.Get))
        {
            for (var date = new DateOnly(2024, 1, 1); date.Year == 2024; date = date.AddDays(1))
            {
                if (zone.StartOf(date.AddDays(1)) - zone.StartOf(date) != TimeSpan.FromDays(1))
                {
                    changes++;
                    Assert.True(Fits(Rules, zone, date, changes), $"{zone} {date:O}");
                }
            }
        }

        Assert.True(changes > 100);
    }

    [Fact]
    public void Whatever_the_rules_calls_with_all_their_retries_fit_into_the_window() => Prop.ForAll(
        Gen.Choose(0, 100_000).ToArbitrary(),
        Gen.Choose(0, 3).ToArbitrary(),
        Gen.Choose(1, 60).ToArbitrary(),
        (stay, retries, retryAfter) => Fits(
            Rules with
            {
                PerDayMax = 3,
                Retries = retries,
                RetryAfter = TimeSpan.FromMinutes(retryAfter),
                WindowFrom = new TimeOnly(0, 30),
                WindowTo = new TimeOnly(5, 0),
            },
            ProgrammeFiles.England.Zone, new DateOnly(2024, stay % 2 == 0 ? 3 : 10, stay % 2 == 0 ? 31 : 27), stay))
        .QuickCheckThrowOnFailure();

    private static bool Fits(CallRules rules, ProgrammeZone zone, DateOnly date, int stay)
    {
        var plan = CallPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), date, rules, zone);
        return plan.Length <= rules.PerDayMax
            && plan.All(time => time.Ticks % TimeSpan.TicksPerSecond == 0)
            && plan.All(time => time >= zone.At(date, rules.WindowFrom))
            && plan.All(time => time + rules.Longest <= zone.At(date, rules.WindowTo))
            && plan.Zip(plan.Skip(1)).All(pair => pair.Second - pair.First >= rules.Gap);
    }
}
