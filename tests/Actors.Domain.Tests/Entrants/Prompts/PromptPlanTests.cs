using System.Globalization;
using Actors.Domain.Entrants.Prompts;
using Actors.Domain.Programmes;
using Actors.Domain.Tests.Plans;
using Actors.Domain.Tests.Programmes;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Entrants.Prompts;

public sealed class PromptPlanTests
{
    private static readonly LocationRules Rules = ProgrammeFiles.Japan.Location;

    private static readonly ProgrammeZone Tokyo = ProgrammeFiles.Japan.Zone;

    private static readonly DateOnly Day = new(2021, 3, 1);

    /// <summary>Computed by another program from the description of the draw: it must never change.</summary>
    [Theory]
    [InlineData("2021-03-01", "09:13:34 10:43:47 13:33:24 15:24:15 19:30:42")]
    [InlineData("2021-03-02", "10:01:08 12:32:56 14:51:50 17:32:24 19:16:01")]
    [InlineData("2024-02-29", "08:35:25 12:47:07 14:25:12 19:59:03")]
    public void The_same_key_stay_and_day_give_the_same_times(string day, string times)
    {
        var plan = PromptPlan.Draw(
            PlanKeys.Rising, PlanKeys.Stay, DateOnly.Parse(day, CultureInfo.InvariantCulture), Rules, Tokyo, null);
        Assert.Equal(
            times, string.Join(' ', plan.Select(time => Tokyo.TimeAt(time).ToString("HH:mm:ss", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Other_keys_and_other_stays_give_other_times()
    {
        var plan = PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Stay, Day, Rules, Tokyo, null);
        Assert.NotEqual(plan, PromptPlan.Draw(PlanKeys.Other, PlanKeys.Stay, Day, Rules, Tokyo, null));
        Assert.NotEqual(plan, PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(1), Day, Rules, Tokyo, null));
    }

    /// <summary>Each zone on the days around each change of its clocks in 2024, and on one day more.</summary>
    [Fact]
    public void In_every_zone_times_keep_apart_and_inside_the_window()
    {
        foreach (var zone in ProgrammeZone.Ids.Select(ProgrammeZone.Get))
        {
            Check(zone, Day);
            for (var date = new DateOnly(2024, 1, 1); date.Year == 2024; date = date.AddDays(1))
            {
                if (zone.StartOf(date.AddDays(1)) - zone.StartOf(date) != TimeSpan.FromDays(1))
                {
                    Check(zone, date);
                }
            }
        }
    }

    /// <summary>A window in which the clocks change is as long as it is, not as long as it looks.</summary>
    [Theory]
    [InlineData("2024-03-31", 1)]
    [InlineData("2024-03-30", 2)]
    [InlineData("2024-10-27", 3)]
    public void A_window_in_which_the_clocks_change_is_measured_in_real_time(string day, int count)
    {
        var rules = Rules with
        {
            PromptsMin = 3,
            PromptsMax = 3,
            WindowFrom = new TimeOnly(0, 30),
            WindowTo = new TimeOnly(3, 30),
            Gap = TimeSpan.FromMinutes(85),
            Open = TimeSpan.FromMinutes(60),
        };
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        var plan = PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Stay, date, rules, ProgrammeFiles.England.Zone, null);
        Assert.Equal(count, plan.Length);
    }

    [Fact]
    public void Every_count_is_as_likely_as_any_other()
    {
        var counts = Enumerable.Range(0, 6_000)
            .CountBy(stay => PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), Day, Rules, Tokyo, null).Length)
            .ToDictionary();
        Assert.Equal([3, 4, 5], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 1_820, 2_180));
    }

    /// <summary>Two prompts at least 118 s apart within 120 s: six ways, all drawn, none preferred.</summary>
    [Fact]
    public void Every_way_to_place_the_prompts_is_as_likely_as_any_other()
    {
        var rules = Rules with
        {
            PromptsMin = 2,
            PromptsMax = 2,
            WindowTo = new TimeOnly(8, 3),
            Open = TimeSpan.FromMinutes(1),
            Gap = TimeSpan.FromSeconds(118),
        };
        var start = Tokyo.At(Day, rules.WindowFrom);
        var ways = Enumerable.Range(0, 6_000)
            .Select(stay => PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), Day, rules, Tokyo, null))
            .CountBy(plan => ((int)(plan[0] - start).TotalSeconds, (int)(plan[1] - start).TotalSeconds))
            .ToDictionary();
        Assert.Equal([(0, 118), (0, 119), (0, 120), (1, 119), (1, 120), (2, 120)], ways.Keys.Order());
        Assert.All(ways.Values, count => Assert.InRange(count, 855, 1_145));
    }

    [Theory]
    [InlineData("00:00", 3)]
    [InlineData("16:59:59", 3)]
    [InlineData("17:00", 3)]
    [InlineData("17:00:01", 2)]
    [InlineData("18:30:01", 1)]
    [InlineData("20:00", 1)]
    [InlineData("20:00:01", 0)]
    [InlineData("23:59", 0)]
    public void On_the_day_of_the_check_in_as_many_come_as_still_fit(string checkIn, int count)
    {
        var notBefore = TimeOnly.Parse(checkIn, CultureInfo.InvariantCulture);
        var rules = Rules with { PromptsMin = 3, PromptsMax = 3 };
        var plan = PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Stay, Day, rules, Tokyo, notBefore);
        Assert.Equal(count, plan.Length);
        Assert.All(plan, time => Assert.True(Tokyo.TimeAt(time) >= notBefore));
    }

    [Fact]
    public void On_the_day_of_the_check_in_never_more_come_than_on_the_whole_day() => Prop.ForAll(
        Gen.Choose(0, 10_000).ToArbitrary(),
        Gen.Choose(0, 86_399).ToArbitrary(),
        (stay, second) =>
        {
            var notBefore = TimeOnly.MinValue.Add(TimeSpan.FromSeconds(second + 0.5));
            var whole = PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), Day, Rules, Tokyo, null);
            var part = PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), Day, Rules, Tokyo, notBefore);
            return part.Length <= whole.Length
                && part.All(time => Tokyo.TimeAt(time) > notBefore)
                && (notBefore > Rules.WindowFrom || part.SequenceEqual(whole));
        }).QuickCheckThrowOnFailure();

    private static void Check(ProgrammeZone zone, DateOnly date)
    {
        for (var stay = 0; stay < 5; stay++)
        {
            var plan = PromptPlan.Draw(PlanKeys.Rising, PlanKeys.Numbered(stay), date, Rules, zone, null);
            Assert.InRange(plan.Length, Rules.PromptsMin, Rules.PromptsMax);
            Assert.True(plan[0] >= zone.At(date, Rules.WindowFrom), $"{zone} {date:O}");
            Assert.True(plan[^1] + Rules.Open <= zone.At(date, Rules.WindowTo), $"{zone} {date:O}");
            Assert.All(plan, time => Assert.Equal(0, time.Ticks % TimeSpan.TicksPerSecond));
            Assert.All(plan.Zip(plan.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Rules.Gap, $"{zone} {date:O}"));
        }
    }
}
