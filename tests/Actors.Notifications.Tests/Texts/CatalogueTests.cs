using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;
using Actors.Notifications.Texts.Languages;

namespace Actors.Notifications.Tests.Texts;

public class CatalogueTests
{
    private static readonly Catalogue Texts = Catalogue.Default;

    [Theory]
    [InlineData("en", "Please open the app and tap “Report location” by 10:05.")]
    [InlineData("ja", "10:05までに、アプリを開いて「現在地報告」を押してください。")]
    public void A_time_goes_into_its_place(string tag, string expected) =>
        Assert.Equal(expected, Texts.Format(Language.Parse(tag), LocationTexts.Body, ("until", new TimeOnly(10, 5))));

    [Theory]
    [InlineData("en", 0, "Today is the last day")]
    [InlineData("en", 1, "1 day to go")]
    [InlineData("en", 13, "13 days to go")]
    [InlineData("ja", 1, "あと1日")]
    [InlineData("pt", 0, "Hoje é o último dia")]
    [InlineData("pt", 1, "Falta 1 dia")]
    [InlineData("es", 2, "Faltan 2 días")]
    [InlineData("tl", 3, "3 araw na lang")]
    [InlineData("tl", 4, "4 na araw na lang")]
    public void A_number_chooses_its_form(string tag, int days, string expected) =>
        Assert.Equal(expected, Texts.Format(Language.Parse(tag), StayTexts.Remaining, ("days", days)));

    [Theory]
    [InlineData("en", "Quarantine end date: 15 April 2021")]
    [InlineData("ja", "待機終了日：2021年4月15日")]
    [InlineData("zh-Hans", "待机结束日：2021年4月15日")]
    public void A_date_is_written_as_the_language_writes_it(string tag, string expected) =>
        Assert.Equal(expected, Texts.Format(Language.Parse(tag), StayTexts.EndDate, ("date", new DateOnly(2021, 4, 15))));

    [Fact]
    public void The_words_of_the_manual_are_there()
    {
        Assert.Equal("Today's quarantine location", Texts.Format(Language.English, CheckInTexts.PlaceLabel));
        Assert.Equal(
            "Thank you. Your check-in registration has been received.", Texts.Format(Language.English, CheckInTexts.Done));
        Assert.Equal("入境者健康确认中心", Texts.Format(Language.ChineseSimplified, AppTexts.CentreName));
        Assert.Equal("入国者健康確認センター", Texts.Format(Language.Japanese, AppTexts.CentreName));
    }

    [Fact]
    public void Arguments_that_are_not_needed_are_ignored() =>
        Assert.Equal(
            Texts.Format(Language.Korean, LocationTexts.Done),
            Texts.Format(Language.Korean, LocationTexts.Done, ("until", new TimeOnly(10, 0))));

    [Fact]
    public void A_missing_argument_is_named_with_the_key()
    {
        var exception = Assert.Throws<ArgumentException>(() => Texts.Format(Language.English, LocationTexts.Body));

        Assert.StartsWith("prompt.location.body: The argument until is missing.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plural_takes_numbers_only() =>
        Assert.Throws<ArgumentException>(() => Texts.Format(Language.English, StayTexts.Remaining, ("days", "three")));

    [Fact]
    public void An_unknown_key_is_named()
    {
        var unknown = new TextKey("made-up.greeting");

        Assert.Contains(
            "made-up.greeting",
            Assert.Throws<ArgumentException>(() => Texts.Format(Language.English, unknown)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Texts.Format(Language.English, default(TextKey)));
    }

    [Fact]
    public void Clients_get_the_patterns_as_they_stand() =>
        Assert.Equal("Day {day} of {last}", Texts.Patterns(Language.English)[StayTexts.Day.Value]);
}
