using Actors.Domain.Entrants.Stays;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Entrants.Stays;

public sealed class ProgressTests
{
    private static readonly StayPeriod Period = StayPeriod.For(
        ProgrammeFiles.Japan.Days, ProgrammeFiles.Japan.Zone, new DateTimeOffset(2021, 3, 1, 10, 0, 0, TimeSpan.FromHours(9)));

    private static readonly DayTally Full = new() { Due = 4, Answered = 4, Health = HealthState.Done };

    public static TheoryData<DayTally, DayStatus> Days => new()
    {
        { default, DayStatus.Excused },
        { Full, DayStatus.Complete },
        { Full with { Answered = 3, Excused = 1 }, DayStatus.Complete },
        { Full with { Answered = 3, Missed = 1 }, DayStatus.Partial },
        { Full with { Answered = 3, Late = 1 }, DayStatus.Partial },
        { Full with { Answered = 3 }, DayStatus.Partial },
        { Full with { Health = HealthState.Missed }, DayStatus.Partial },
        { Full with { Health = HealthState.Late }, DayStatus.Partial },
        { Full with { Health = HealthState.Excused }, DayStatus.Complete },
        { Full with { Health = HealthState.None }, DayStatus.Complete },
        { new() { Health = HealthState.Done }, DayStatus.Complete },
        { new() { Health = HealthState.Missed }, DayStatus.Missed },
        { new() { Due = 3, Missed = 2, Excused = 1 }, DayStatus.Missed },
        { new() { Due = 3, Missed = 3, Health = HealthState.Missed }, DayStatus.Missed },
        { new() { Due = 3, Missed = 3, Health = HealthState.Late }, DayStatus.Partial },
        { new() { Due = 3, Excused = 3, Health = HealthState.Excused }, DayStatus.Excused },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public void A_day_that_is_over_has_a_status(DayTally tally, DayStatus expected) =>
        Assert.Equal(expected, Progress.Of(Period, default(StayTally).With(2, tally), new DateOnly(2021, 3, 10)).Days[2]);

    [Fact]
    public void There_is_one_square_for_each_day()
    {
        var progress = Progress.Of(Period, default(StayTally).With(0, Full).With(1, Full), new DateOnly(2021, 3, 2));
        Assert.Equal(0, progress.FirstDay);
        Assert.Equal(15, progress.Days.Length);
        Assert.Equal([DayStatus.Complete, DayStatus.Today], progress.Days.Take(2));
        Assert.All(progress.Days.Skip(2), status => Assert.Equal(DayStatus.Ahead, status));
    }

    [Fact]
    public void Before_and_after_the_stay_no_day_is_today()
    {
        Assert.All(Progress.Of(Period, default, new DateOnly(2021, 2, 28)).Days, day => Assert.Equal(DayStatus.Ahead, day));
        Assert.All(Progress.Of(Period, default, new DateOnly(2021, 3, 16)).Days, day => Assert.Equal(DayStatus.Excused, day));
    }
}
