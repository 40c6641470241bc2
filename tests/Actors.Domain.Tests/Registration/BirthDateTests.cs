using System.Globalization;
using Actors.Domain.Registration;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Registration;

public sealed class BirthDateTests
{
    private static readonly DateOnly Today = new(2021, 10, 15);

    [Theory]
    [InlineData("1985-02-03")]
    [InlineData("1985/2/3")]
    [InlineData("1985.02.03")]
    [InlineData(" 1985 02 03 ")]
    [InlineData("19850203")]
    [InlineData("１９８５－０２－０３")]
    [InlineData("1985年2月3日")]
    [InlineData("3 Feb 1985")]
    [InlineData("03-FEB-1985")]
    [InlineData("3 February 1985")]
    [InlineData("03FEB1985")]
    [InlineData("3-Feb-85")]
    [InlineData("昭和60年2月3日")]
    [InlineData("昭和 60 年 2 月 3 日 (日)")]
    [InlineData("S60.2.3")]
    [InlineData("1985-02-03T00:00:00")]
    [InlineData("1985/2/3 0:00")]
    [InlineData("'1985-02-03")]
    public void E1_Dates_are_written_in_many_ways(string text)
    {
        Assert.Equal(BirthDateProblem.None, BirthDate.Read(text, Today, out var date));
        Assert.Equal(new BirthDate(1985, 2, 3), date);
    }

    [Theory]
    [InlineData("1985-02-XX", 2, null)]
    [InlineData("1985-02-00", 2, null)]
    [InlineData("1985-00-00", null, null)]
    [InlineData("19850000", null, null)]
    [InlineData("1985-XX-XX", null, null)]
    [InlineData("1985-02", 2, null)]
    [InlineData("1985", null, null)]
    [InlineData("1985年", null, null)]
    [InlineData("1985年2月", 2, null)]
    public void E1_Unknown_parts_are_unknown(string text, int? month, int? day)
    {
        Assert.Equal(BirthDateProblem.Incomplete, BirthDate.Read(text, Today, out var date));
        Assert.Equal(new BirthDate(1985, month, day), date);
    }

    [Theory]
    [InlineData("1985-02-30", BirthDateProblem.ImpossibleDay, 1985, 2, null)]
    [InlineData("1985-13-03", BirthDateProblem.ImpossibleMonth, 1985, null, 3)]
    [InlineData("1885-02-03", BirthDateProblem.ImpossibleYear, null, 2, 3)]
    [InlineData("2021-10-16", BirthDateProblem.InFuture, 2021, null, null)]
    [InlineData("2022-01-01", BirthDateProblem.ImpossibleYear, null, 1, 1)]
    [InlineData("03/02/1985", BirthDateProblem.Ambiguous, 1985, null, null)]
    [InlineData("3-Feb-01", BirthDateProblem.UnknownCentury, null, 2, 3)]
    [InlineData("3-Feb-21", BirthDateProblem.UnknownCentury, null, 2, 3)]
    [InlineData("30-Feb-85", BirthDateProblem.ImpossibleDay, 1985, 2, null)]
    [InlineData("令和9年1月1日", BirthDateProblem.ImpossibleYear, null, 1, 1)]
    [InlineData("03/02/85", BirthDateProblem.Unreadable, null, null, null)]
    [InlineData("yesterday", BirthDateProblem.Unreadable, null, null, null)]
    [InlineData("3 Fxb 1985", BirthDateProblem.Unreadable, null, null, null)]
    [InlineData("31080", BirthDateProblem.Unreadable, null, null, null)]
    [InlineData(" ", BirthDateProblem.Missing, null, null, null)]
    [InlineData(null, BirthDateProblem.Missing, null, null, null)]
    public void E1_What_is_impossible_is_named_and_the_rest_kept(
        string? text, BirthDateProblem expected, int? year, int? month, int? day)
    {
        Assert.Equal(expected, BirthDate.Read(text, Today, out var date));
        Assert.Equal(new BirthDate(year, month, day), date);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(12, 1)]
    public void E3_Day_and_month_may_be_exchanged(int day, int month) =>
        Assert.Equal(new BirthDate(1985, day, month), new BirthDate(1985, month, day).SwapDayAndMonth());

    [Theory]
    [InlineData(13, 2)]
    [InlineData(2, 2)]
    public void E3_Some_dates_have_no_other_order(int day, int month) =>
        Assert.Null(new BirthDate(1985, month, day).SwapDayAndMonth());

    [Fact]
    public void The_stored_form_is_read_again() => Prop.ForAll(
        Gen.Choose(0, 44_000).ToArbitrary(), Gen.Choose(0, 7).ToArbitrary(), (days, unknown) =>
        {
            var day = Today.AddDays(-days);
            var date = new BirthDate(
                (unknown & 1) == 0 ? day.Year : null, (unknown & 2) == 0 ? day.Month : null, (unknown & 4) == 0 ? day.Day : null);
            return BirthDate.FromText(date.ToText()) == date;
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void E1_Every_day_is_read_in_every_form() => Prop.ForAll(
        Gen.Choose(0, 44_000).ToArbitrary(),
        Gen.Elements("yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd", "d MMM yyyy", "ddMMMyyyy").ToArbitrary(),
        (days, form) =>
        {
            var day = Today.AddDays(-days);
            return BirthDate.Read(day.ToString(form, CultureInfo.InvariantCulture), Today, out var date) == BirthDateProblem.None
                && date == BirthDate.From(day);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
