using Actors.LoadTest.Programmes;

namespace Actors.LoadTest.Tests.Programmes;

public class StayCalendarTests
{
    [Theory]
    [InlineData("2026-03-01T14:59:59Z", "2026-03-15T15:00:00Z")]
    [InlineData("2026-03-01T15:00:00Z", "2026-03-16T15:00:00Z")]
    public void The_person_is_free_when_the_day_after_the_last_begins(string landedAt, string freeAt)
    {
        var calendar = new StayCalendar(new(), DateTimeOffset.Parse(landedAt, null));

        Assert.Equal(DateTimeOffset.Parse(freeAt, null), calendar.FreeAt);
        Assert.Equal((0, 14), (calendar.NumberAt(DateTimeOffset.Parse(landedAt, null)), calendar.LastDay));
    }

    [Fact]
    public void Local_times_follow_the_clocks_when_these_change()
    {
        var rules = new ProgrammeRules { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London") };
        var calendar = new StayCalendar(rules, DateTimeOffset.Parse("2026-03-28T12:00:00Z", null));

        Assert.Equal(DateTimeOffset.Parse("2026-03-28T11:00:00Z", null), calendar.At(0, new(11, 0)));
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T10:00:00Z", null), calendar.At(1, new(11, 0)));
        Assert.Equal(DateTimeOffset.Parse("2026-03-29T01:30:00Z", null), calendar.At(1, new(1, 30)));
    }

    [Fact]
    public void Hours_count_from_landing_where_the_rules_say_so()
    {
        var calendar = new StayCalendar(new() { FreeAfterHours = 336 }, DateTimeOffset.Parse("2026-03-01T10:20:00Z", null));

        Assert.Equal(DateTimeOffset.Parse("2026-03-15T10:20:00Z", null), calendar.FreeAt);
    }
}
