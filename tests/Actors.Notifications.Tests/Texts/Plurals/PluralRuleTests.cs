using System.Globalization;
using Actors.Notifications.Texts.Languages;
using Actors.Notifications.Texts.Plurals;

namespace Actors.Notifications.Tests.Texts.Plurals;

/// <summary>The samples are those that CLDR gives beside its rules.</summary>
public class PluralRuleTests
{
    [Theory]
    [InlineData("en", "One", "1")]
    [InlineData("en", "Other", "0 2 16 100 1000000 0.0 1.0 1.5 10.0")]
    [InlineData("ne", "One", "1 1.0 1.00")]
    [InlineData("ne", "Other", "0 2 16 1000000 0.0 0.9 1.1 10.0")]
    [InlineData("es", "One", "1 1.0 1.00")]
    [InlineData("es", "Many", "1000000 2000000")]
    [InlineData("es", "Other", "0 2 16 100 1000 100000 0.0 0.9 1.1 1000000.0")]
    [InlineData("pt", "One", "0 1 0.0 0.5 1.5")]
    [InlineData("pt", "Many", "1000000 2000000")]
    [InlineData("pt", "Other", "2 17 100 1000 100000 2.0 3.5 10.0")]
    [InlineData("tl", "One", "0 1 2 3 5 7 8 10 13 15 17 18 20 100 1000000 0.0 0.3 0.5 0.7 1.0 1.3 2.8")]
    [InlineData("tl", "Other", "4 6 9 14 16 19 24 104 1004 0.4 0.6 0.9 1.4 10.9")]
    [InlineData("ja", "Other", "0 1 2 15 100 0.5")]
    [InlineData("ko", "Other", "0 1 2 15 100 0.5")]
    [InlineData("vi", "Other", "0 1 2 15 100 0.5")]
    [InlineData("zh-Hans", "Other", "0 1 2 15 100 0.5")]
    [InlineData("zh-Hant", "Other", "0 1 2 15 100 0.5")]
    public void Numbers_have_the_category_that_CLDR_gives(string tag, string category, string numbers)
    {
        var rule = PluralRule.Of(Language.Parse(tag));
        var expected = Enum.Parse<PluralCategory>(category);

        Assert.Contains(expected, rule.Categories);
        Assert.All(
            numbers.Split(' ').Select(number => decimal.Parse(number, CultureInfo.InvariantCulture)),
            number => Assert.Equal(expected, rule.Choose(number)));
    }

    [Theory]
    [InlineData("ja", 1)]
    [InlineData("en", 2)]
    [InlineData("ne", 2)]
    [InlineData("tl", 2)]
    [InlineData("es", 3)]
    [InlineData("pt", 3)]
    public void A_language_has_so_many_categories(string tag, int count) =>
        Assert.Equal(count, PluralRule.Of(Language.Parse(tag)).Categories.Count);
}
