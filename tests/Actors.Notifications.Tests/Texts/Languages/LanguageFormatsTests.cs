using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Tests.Texts.Languages;

public class LanguageFormatsTests
{
    [Theory]
    [InlineData("en", "5 April 2021")]
    [InlineData("ja", "2021年4月5日")]
    [InlineData("zh-Hans", "2021年4月5日")]
    [InlineData("zh-Hant", "2021年4月5日")]
    [InlineData("ko", "2021년 4월 5일")]
    [InlineData("vi", "5/4/2021")]
    [InlineData("pt", "5 de abril de 2021")]
    [InlineData("es", "5 de abril de 2021")]
    [InlineData("ne", "2021 अप्रिल 5")]
    [InlineData("tl", "Abril 5, 2021")]
    public void Dates_are_written_as_is_usual(string tag, string expected) =>
        Assert.Equal(expected, LanguageFormats.Of(Language.Parse(tag)).Format(new DateOnly(2021, 4, 5)));

    [Theory]
    [InlineData("en", "37.5")]
    [InlineData("ja", "37.5")]
    [InlineData("vi", "37,5")]
    [InlineData("pt", "37,5")]
    [InlineData("ne", "37.5")]
    public void Numbers_have_the_usual_separator(string tag, string expected) =>
        Assert.Equal(expected, LanguageFormats.Of(Language.Parse(tag)).Format(37.50m));

    [Fact]
    public void Every_language_writes_digits_0_to_9_and_24_hours() =>
        Assert.All(Language.All, language =>
        {
            Assert.Equal("14:05", LanguageFormats.Format(new TimeOnly(14, 5, 59)));
            Assert.Equal("1000", LanguageFormats.Of(language).Format(1000m));
            Assert.Contains("2021", LanguageFormats.Of(language).Format(new DateOnly(2021, 4, 5)), StringComparison.Ordinal);
        });
}
