using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Tests.Texts.Languages;

public class LanguageTests
{
    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("EN", "en")]
    [InlineData("ja-JP", "ja")]
    [InlineData("ja-JP-u-ca-japanese", "ja")]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-SG", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("zh-HK", "zh-Hant")]
    [InlineData("zh-MO", "zh-Hant")]
    [InlineData("zh_TW", "zh-Hant")]
    [InlineData("zh-Hant", "zh-Hant")]
    [InlineData("zh-hant-cn", "zh-Hant")]
    [InlineData("zh-Hans-HK", "zh-Hans")]
    [InlineData("zh-CN-x-hant", "zh-Hans")]
    [InlineData("zh-u-tw", "zh-Hans")]
    [InlineData("yue", "zh-Hant")]
    [InlineData("cmn-TW", "zh-Hant")]
    [InlineData("ko-KR", "ko")]
    [InlineData("vi-VN", "vi")]
    [InlineData("pt-PT", "pt")]
    [InlineData("es-419", "es")]
    [InlineData("ne-NP", "ne")]
    [InlineData("fil", "tl")]
    [InlineData("fil-PH", "tl")]
    [InlineData("tl", "tl")]
    [InlineData("fr-FR", "en")]
    [InlineData("", "en")]
    [InlineData(null, "en")]
    [InlineData("*", "en")]
    [InlineData("-", "en")]
    public void The_best_language_is_found(string? requested, string expected) =>
        Assert.Equal(expected, Language.Match(requested).Tag);

    [Fact]
    public void The_first_wish_that_can_be_met_is_met()
    {
        Assert.Equal(Language.Korean, Language.Match(["fr-FR", null, "ko-KR", "ja"]));
        Assert.Equal(Language.English, Language.Match(["fr-FR"]));
    }

    [Fact]
    public void Tags_are_read_as_they_are_written() =>
        Assert.All(Language.All, language => Assert.Equal(language, Language.Parse(language.Tag)));

    [Fact]
    public void Other_tags_are_refused()
    {
        Assert.Throws<FormatException>(() => Language.Parse("fr"));
        Assert.Throws<FormatException>(() => Language.Parse("en-GB"));
    }

    [Fact]
    public void There_are_ten_and_the_default_is_English()
    {
        Assert.Equal(10, Language.All.Distinct().Count());
        Assert.Equal(Language.English, default);
    }
}
