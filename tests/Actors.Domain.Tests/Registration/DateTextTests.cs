using Actors.Domain.Registration;

namespace Actors.Domain.Tests.Registration;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("令和3年1月5日", "2021年1月5日")]
    [InlineData("令和元年5月1日", "2019年5月1日")]
    [InlineData("㋿元年5月1日", "2019年5月1日")]
    [InlineData("平成31年4月30日", "2019年4月30日")]
    [InlineData("Ｓ６０／２／３", "1985/2/3")]
    [InlineData("t15.12.24", "1926.12.24")]
    [InlineData("明治45年7月", "1912年7月")]
    [InlineData("2021-10-16T09:30:00", "2021-10-16")]
    [InlineData("2021/10/16 0:00", "2021/10/16")]
    [InlineData("2021年10月16日（土）", "2021年10月16日")]
    [InlineData("'2021-10-16", "2021-10-16")]
    [InlineData("16 Oct 2021", "16 Oct 2021")]
    [InlineData("Sept 5", "Sept 5")]
    [InlineData("2021-10-16T09:30:00+09:00", "2021-10-16T09:30:00+09:00")]
    [InlineData(null, "")]
    public void E1_Dates_of_offices_and_spreadsheets_are_made_plain(string? text, string expected) =>
        Assert.Equal(expected, DateText.Plain(text));
}
