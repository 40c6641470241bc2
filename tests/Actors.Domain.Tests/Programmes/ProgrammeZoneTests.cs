using System.Globalization;
using Actors.Domain.Programmes;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using NodaTime.Extensions;

namespace Actors.Domain.Tests.Programmes;

public sealed class ProgrammeZoneTests
{
    public static TheoryData<string> Letters => new(ProgrammeZone.Ids.Select(id => id[..1]).Distinct());

    [Theory]
    [InlineData("Asia/Tokyo", "2021-03-01", "11:00", "2021-03-01T02:00Z")]
    [InlineData("Europe/London", "2021-03-28", "00:59", "2021-03-28T00:59Z")]
    [InlineData("Europe/London", "2021-03-28", "01:00", "2021-03-28T01:00Z")]
    [InlineData("Europe/London", "2021-03-28", "01:30", "2021-03-28T01:30Z")]
    [InlineData("Europe/London", "2021-03-28", "02:00", "2021-03-28T01:00Z")]
    [InlineData("Europe/London", "2021-10-31", "01:30", "2021-10-31T00:30Z")]
    [InlineData("Europe/London", "2021-10-31", "02:00", "2021-10-31T02:00Z")]
    [InlineData("Australia/Lord_Howe", "2021-10-03", "02:15", "2021-10-02T15:45Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T03:00Z")]
    public void A_local_time_has_one_instant(string id, string date, string time, string instant) =>
        CheckAfterOthers(ProgrammeZone.Get(id), Moment(instant), zone => zone.At(Date(date), Time(time)));

    [Theory]
    [InlineData("Asia/Tokyo", "2021-03-01", "2021-02-28T15:00Z")]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00Z")]
    [InlineData("America/Havana", "2021-11-07", "2021-11-07T04:00Z")]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T10:00Z")]
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z")]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00Z")]
    public void A_date_has_a_first_instant(string id, string date, string instant) =>
        CheckAfterOthers(ProgrammeZone.Get(id), Moment(instant), zone => zone.StartOf(Date(date)));

    [Fact]
    public void Instants_come_back_in_UTC() =>
        Assert.Equal(TimeSpan.Zero, ProgrammeZone.Get("Asia/Tokyo").At(Date("2021-03-01"), Time("11:00")).Offset);

    [Fact]
    public void A_zone_is_one_object()
    {
        var zone = ProgrammeZone.Get("Asia/Tokyo");
        Assert.Same(zone, ProgrammeZone.Get("Asia/Tokyo"));
        Assert.Throws<ArgumentException>(() => ProgrammeZone.Get("asia/tokyo"));
    }

    /// <summary>All days of 2020 to 2030 in all zones, those with one first letter at a time.</summary>
    [Theory]
    [MemberData(nameof(Letters))]
    public void Every_day_of_every_zone_begins_once_and_has_one_hour_for_the_health_report(string letter)
    {
        var eleven = new TimeOnly(11, 0);
        var ids = ProgrammeZone.Ids.Where(id => id.StartsWith(letter, StringComparison.Ordinal));
        foreach (var zone in ids.Select(ProgrammeZone.Get))
        {
            var start = zone.StartOf(new DateOnly(2020, 1, 1));
            for (var date = new DateOnly(2020, 1, 1); date.Year <= 2030; date = date.AddDays(1))
            {
                var next = zone.StartOf(date.AddDays(1));
                var report = zone.At(date, eleven);
                if (!(next > start
                    && zone.DateAt(start) == date
                    && zone.DateAt(start.AddTicks(-1)) == date.AddDays(-1)
                    && zone.DateAt(next.AddTicks(-1)) == date
                    && report > start && report < next
                    && zone.DateAt(report) == date
                    && zone.TimeAt(report) == eleven))
                {
                    Assert.Fail($"{zone} {date:O}");
                }

                start = next;
            }
        }
    }

    /// <summary>What was asked before must not change the answer, however it is remembered.</summary>
    [Fact]
    public void Answers_are_those_of_the_zone_data_in_any_order()
    {
        var ids = ProgrammeZone.Ids.ToArray();
        var minutes = Gen.Choose(0, 365 * 24 * 60 * 11);
        Prop.ForAll(
            Gen.Choose(0, ids.Length - 1).ToArbitrary(),
            minutes.ArrayOf(20).ToArbitrary(),
            (place, at) =>
            {
                var zone = ProgrammeZone.Get(ids[place]);
                var expected = DateTimeZoneProviders.Tzdb[ids[place]];
                return at.All(minute =>
                {
                    var instant = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minute);
                    var local = instant.ToInstant().InZone(expected).LocalDateTime;
                    var (date, time) = (local.Date.ToDateOnly(), local.TimeOfDay.ToTimeOnly());
                    return zone.DateAt(instant) == date
                        && zone.TimeAt(instant) == time
                        && zone.At(date, time) == expected.AtLeniently(local).ToDateTimeOffset()
                        && zone.StartOf(date) == expected.AtStartOfDay(local.Date).ToDateTimeOffset();
                });
            }).QuickCheckThrowOnFailure();
    }

    /// <summary>What was asked last is remembered; the answer is the same whatever it was.</summary>
    private static void CheckAfterOthers(ProgrammeZone zone, DateTimeOffset expected, Func<ProgrammeZone, DateTimeOffset> ask)
    {
        for (var days = -3; days <= 3; days++)
        {
            _ = zone.DateAt(expected.AddDays(days));
            Assert.Equal(expected, ask(zone));
        }
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static TimeOnly Time(string text) => TimeOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("Asia/Tokyo", "JP")]
    [InlineData("Europe/London", "GB")]
    [InlineData("UTC", null)]
    public void A_zone_belongs_to_a_country(string id, string? expected) => Assert.Equal(expected, ProgrammeZone.Get(id).Country);
}
