using System.Globalization;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Entrants.Stays;

public sealed class ChecklistTests
{
    [Theory]
    [InlineData(HealthState.None, "10:59", HealthItem.NotYet)]
    [InlineData(HealthState.None, "11:00", HealthItem.NotAsked)]
    [InlineData(HealthState.Due, "11:00", HealthItem.Open)]
    [InlineData(HealthState.Due, "13:59", HealthItem.Open)]
    [InlineData(HealthState.Due, "14:00", HealthItem.Overdue)]
    [InlineData(HealthState.Missed, "14:01", HealthItem.Overdue)]
    [InlineData(HealthState.Excused, "14:01", HealthItem.Overdue)]
    [InlineData(HealthState.Done, "12:00", HealthItem.Done)]
    [InlineData(HealthState.Late, "15:00", HealthItem.Late)]
    public void The_health_report_has_its_hours(HealthState state, string time, HealthItem expected)
    {
        var checklist = At(time, new DayTally { Health = state });
        Assert.Equal(expected, checklist.Health);
        Assert.Equal(new DateTimeOffset(2021, 3, 1, 2, 0, 0, TimeSpan.Zero), checklist.HealthFrom);
        Assert.Equal(new DateTimeOffset(2021, 3, 1, 5, 0, 0, TimeSpan.Zero), checklist.HealthUntil);
    }

    [Fact]
    public void Prompts_that_do_not_count_do_not_show()
    {
        var checklist = At("20:00", new DayTally { Due = 5, Answered = 2, Late = 1, Missed = 1, Excused = 1 });
        Assert.Equal((3, 4), (checklist.LocationAnswered, checklist.LocationDue));
        Assert.True(checklist.CheckedIn);
    }

    private static Checklist At(string time, DayTally tally) => Checklist.Of(
        true,
        tally,
        ProgrammeFiles.Japan.Health,
        ProgrammeFiles.Japan.Zone,
        DateTimeOffset.Parse($"2021-03-01T{time}+09:00", CultureInfo.InvariantCulture));
}
