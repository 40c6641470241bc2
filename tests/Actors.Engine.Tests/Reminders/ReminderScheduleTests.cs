using Actors.Engine.Reminders;

namespace Actors.Engine.Tests.Reminders;

public sealed class ReminderScheduleTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 11, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(-60, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 10)]
    [InlineData(1, 10)]
    [InlineData(9, 10)]
    [InlineData(10, 20)]
    [InlineData(105, 110)]
    public void NextTick_IsTheFirstLaterThanTheMoment(int minutesAfterStart, int tickAfterStart)
    {
        var reminder = new ReminderEntry { StartAt = Start, Period = TimeSpan.FromMinutes(10) };
        Assert.Equal(
            Start.AddMinutes(tickAfterStart), ReminderSchedule.NextTick(reminder, Start.AddMinutes(minutesAfterStart)));
    }
}
