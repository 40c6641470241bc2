using System.Globalization;
using Actors.Domain.Entrants.Stays;
using Actors.Domain.Programmes;
using Actors.Domain.Tests.Programmes;

namespace Actors.Domain.Tests.Entrants.Stays;

public sealed class StayPeriodTests
{
    /// <summary>Entry is day 0, the last day is entry + 14, free when day 15 begins.</summary>
    [Theory]
    [InlineData("2021-03-01T10:00+09:00", "2021-03-01", "2021-03-15", "2021-03-16T00:00+09:00")]
    [InlineData("2021-03-01T23:59+09:00", "2021-03-01", "2021-03-15", "2021-03-16T00:00+09:00")]
    [InlineData("2021-03-02T00:01+09:00", "2021-03-02", "2021-03-16", "2021-03-17T00:00+09:00")]
    [InlineData("2021-03-01T14:59:59Z", "2021-03-01", "2021-03-15", "2021-03-16T00:00+09:00")]
    [InlineData("2021-03-01T15:00Z", "2021-03-02", "2021-03-16", "2021-03-17T00:00+09:00")]
    [InlineData("2021-03-01T20:00-05:00", "2021-03-02", "2021-03-16", "2021-03-17T00:00+09:00")]
    [InlineData("2021-04-30T12:00+09:00", "2021-04-30", "2021-05-14", "2021-05-15T00:00+09:00")]
    [InlineData("2021-12-25T08:00+09:00", "2021-12-25", "2022-01-08", "2022-01-09T00:00+09:00")]
    [InlineData("2021-12-31T23:59:59+09:00", "2021-12-31", "2022-01-14", "2022-01-15T00:00+09:00")]
    [InlineData("2020-02-20T12:00+09:00", "2020-02-20", "2020-03-05", "2020-03-06T00:00+09:00")]
    [InlineData("2021-02-20T12:00+09:00", "2021-02-20", "2021-03-06", "2021-03-07T00:00+09:00")]
    [InlineData("2024-02-15T12:00+09:00", "2024-02-15", "2024-02-29", "2024-03-01T00:00+09:00")]
    [InlineData("2024-02-29T00:00+09:00", "2024-02-29", "2024-03-14", "2024-03-15T00:00+09:00")]
    public void Japan_counts_fourteen_days_after_entry(string landed, string entry, string last, string free) =>
        Check(ProgrammeFiles.Japan, landed, entry, last, 14, free);

    /// <summary>
    /// Entry is day 0, ten full days follow, free after day 10. Summer time began 28 March and ended 31 October.
    /// </summary>
    [Theory]
    [InlineData("2021-02-15T10:00Z", "2021-02-15", "2021-02-25", "2021-02-26T00:00Z")]
    [InlineData("2021-02-15T23:59Z", "2021-02-15", "2021-02-25", "2021-02-26T00:00Z")]
    [InlineData("2021-02-16T00:01Z", "2021-02-16", "2021-02-26", "2021-02-27T00:00Z")]
    [InlineData("2021-03-20T12:00Z", "2021-03-20", "2021-03-30", "2021-03-31T00:00+01:00")]
    [InlineData("2021-03-27T23:30Z", "2021-03-27", "2021-04-06", "2021-04-07T00:00+01:00")]
    [InlineData("2021-03-28T00:30Z", "2021-03-28", "2021-04-07", "2021-04-08T00:00+01:00")]
    [InlineData("2021-06-10T23:30Z", "2021-06-11", "2021-06-21", "2021-06-22T00:00+01:00")]
    [InlineData("2021-10-25T12:00+01:00", "2021-10-25", "2021-11-04", "2021-11-05T00:00Z")]
    [InlineData("2021-10-31T01:30+01:00", "2021-10-31", "2021-11-10", "2021-11-11T00:00Z")]
    [InlineData("2021-12-28T09:00Z", "2021-12-28", "2022-01-07", "2022-01-08T00:00Z")]
    [InlineData("2020-02-19T09:00Z", "2020-02-19", "2020-02-29", "2020-03-01T00:00Z")]
    public void England_counts_ten_full_days(string landed, string entry, string last, string free) =>
        Check(ProgrammeFiles.England, landed, entry, last, 10, free);

    /// <summary>336 hours from landing. Summer time ended 4 April and began 3 October 2021.</summary>
    [Theory]
    [InlineData("2021-05-01T10:00+10:00", "2021-05-01", "2021-05-15", 14, "2021-05-15T10:00+10:00")]
    [InlineData("2021-05-01T00:00+10:00", "2021-05-01", "2021-05-14", 13, "2021-05-15T00:00+10:00")]
    [InlineData("2021-05-01T23:59+10:00", "2021-05-01", "2021-05-15", 14, "2021-05-15T23:59+10:00")]
    [InlineData("2021-05-02T00:01+10:00", "2021-05-02", "2021-05-16", 14, "2021-05-16T00:01+10:00")]
    [InlineData("2021-03-25T12:00+11:00", "2021-03-25", "2021-04-08", 14, "2021-04-08T11:00+10:00")]
    [InlineData("2021-03-25T00:30+11:00", "2021-03-25", "2021-04-07", 13, "2021-04-07T23:30+10:00")]
    [InlineData("2021-09-25T12:00+10:00", "2021-09-25", "2021-10-09", 14, "2021-10-09T13:00+11:00")]
    [InlineData("2021-09-25T23:30+10:00", "2021-09-25", "2021-10-10", 15, "2021-10-10T00:30+11:00")]
    [InlineData("2021-12-24T08:00+11:00", "2021-12-24", "2022-01-07", 14, "2022-01-07T08:00+11:00")]
    [InlineData("2020-02-20T08:00+11:00", "2020-02-20", "2020-03-05", 14, "2020-03-05T08:00+11:00")]
    [InlineData("2021-01-20T18:00+11:00", "2021-01-20", "2021-02-03", 14, "2021-02-03T18:00+11:00")]
    public void Australia_counts_hours(string landed, string entry, string last, int lastDay, string free) =>
        Check(ProgrammeFiles.Australia, landed, entry, last, lastDay, free);

    [Theory]
    [InlineData("2021-02-28T23:59:59.999+09:00", null)]
    [InlineData("2021-03-01T00:00+09:00", 0)]
    [InlineData("2021-03-01T23:59:59.999+09:00", 0)]
    [InlineData("2021-03-02T00:00+09:00", 1)]
    [InlineData("2021-03-15T23:59:59.999+09:00", 14)]
    [InlineData("2021-03-16T00:00+09:00", null)]
    [InlineData("2021-04-16T00:00+09:00", null)]
    public void A_moment_has_a_day_or_none(string moment, int? day)
    {
        var period = StayPeriod.For(ProgrammeFiles.Japan.Days, ProgrammeFiles.Japan.Zone, Moment("2021-03-01T22:00+09:00"));
        Assert.Equal(day, period.DayAt(Moment(moment)));
    }

    [Fact]
    public void The_day_of_entry_can_be_day_one()
    {
        var rules = new DayRules { EntryDay = 1, LastDay = 14 };
        var period = StayPeriod.For(rules, ProgrammeFiles.Japan.Zone, Moment("2021-03-01T22:00+09:00"));
        Assert.Equal((1, 14), (period.FirstDay, period.LastDay));
        Assert.Equal(new DateOnly(2021, 3, 1), period.DateOf(1));
        Assert.Equal(new DateOnly(2021, 3, 14), period.DateOf(14));
        Assert.Equal(Moment("2021-03-15T00:00+09:00"), period.FreeAt);
        Assert.Throws<ArgumentOutOfRangeException>(() => period.DateOf(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => period.DateOf(15));
    }

    [Fact]
    public void In_every_zone_days_step_by_one_until_the_person_is_free()
    {
        var random = new Random(1);
        foreach (var zone in ProgrammeZone.Ids.Select(ProgrammeZone.Get))
        {
            var landed = Moment("2020-01-01T00:00Z").AddSeconds(random.Next(11 * 365 * 86_400));
            var days = StayPeriod.For(ProgrammeFiles.Japan.Days, zone, landed);
            Assert.Equal(zone.StartOf(zone.DateAt(landed).AddDays(15)), days.FreeAt);
            Assert.Equal((0, 14), Walk(days));

            var hours = StayPeriod.For(ProgrammeFiles.Australia.Days, zone, landed);
            Assert.Equal(TimeSpan.FromDays(14), hours.FreeAt - landed);
            var (first, last) = Walk(hours);
            Assert.Equal(0, first);
            Assert.Equal(hours.LastDay, last);
            Assert.InRange(last, 13, 15);
        }
    }

    /// <summary>Walks from the first moment of the day of entry to the last one in steps of 30 minutes.</summary>
    private static (int First, int Last) Walk(StayPeriod period)
    {
        var moment = period.Zone.StartOf(period.EntryDate);
        Assert.Null(period.DayAt(moment.AddTicks(-1)));
        Assert.Null(period.DayAt(period.FreeAt));
        var first = period.DayAt(moment)!.Value;
        var day = first;
        for (; moment < period.FreeAt; moment = moment.AddMinutes(30))
        {
            var next = period.DayAt(moment)!.Value;
            Assert.InRange(next, day, day + 1);
            Assert.Equal(period.Zone.DateAt(moment), period.DateOf(next));
            day = next;
        }

        return (first, period.DayAt(period.FreeAt.AddTicks(-1))!.Value);
    }

    private static void Check(Programme programme, string landed, string entry, string last, int lastDay, string free)
    {
        var period = StayPeriod.For(programme.Days, programme.Zone, Moment(landed));
        Assert.Equal(DateOnly.Parse(entry, CultureInfo.InvariantCulture), period.EntryDate);
        Assert.Equal(DateOnly.Parse(last, CultureInfo.InvariantCulture), period.LastDate);
        Assert.Equal((0, lastDay), (period.FirstDay, period.LastDay));
        Assert.Equal(Moment(free), period.FreeAt);
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
