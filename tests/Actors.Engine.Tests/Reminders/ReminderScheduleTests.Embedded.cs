using Actors.Engine.Reminders;
using FsCheck;
using FsCheck.Fluent;

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

    [Fact]
    public void NextTick_IsOnTheGridLaterThanTheMomentAndNoMoreThanAPeriodAway() =>
        Prop.ForAll<int, PositiveInt, int>((start, period, moment) =>
    {
        var reminder = new ReminderEntry { StartAt = Start.AddSeconds(start), Period = TimeSpan.FromSeconds(period.Get) };
        var after = Start.AddSeconds(moment);
        var next = ReminderSchedule.NextTick(reminder, after);
        return next > after && next >= reminder.StartAt && next.Kind == DateTimeKind.Utc
            && (next - reminder.StartAt).Ticks % reminder.Period.Ticks == 0
            && (next == reminder.StartAt || next - after <= reminder.Period);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ticks_FoundFromWindowToWindowAreThoseOfTheGrid() => Prop.ForAll<PositiveInt, PositiveInt>((period, window) =>
    {
        var reminder = new ReminderEntry { StartAt = Start, Period = TimeSpan.FromMinutes(period.Get) };
        var found = new List<DateTime>();
        for (var (from, to) = (Start.AddHours(-1), Start); from < Start.AddDays(1); (from, to) = (to, to.AddMinutes(window.Get)))
        {
            for (var tick = ReminderSchedule.NextTick(reminder, from);
                tick <= to;
                tick = ReminderSchedule.NextTick(reminder, tick))
            {
                found.Add(tick);
            }
        }

        return found.Select((tick, index) => tick == Start + (index * reminder.Period)).All(same => same)
            && found[^1] + reminder.Period > Start.AddDays(1);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(TimeSpan.TicksPerDay * 365 * 9_000)]
    [InlineData(0)]
    [InlineData(-1)]
    public void NextTick_ThatTheCalendarDoesNotHoldDoesNotCome(long period) => Assert.Equal(
        DateTime.MaxValue,
        ReminderSchedule.NextTick(new() { StartAt = Start, Period = new(period) }, Start.AddDays(1)));
}
