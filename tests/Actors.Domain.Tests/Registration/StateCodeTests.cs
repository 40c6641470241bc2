using System.Globalization;
using Actors.Domain.Registration;

namespace Actors.Domain.Tests.Registration;

public sealed class StateCodeTests
{
    [Theory]
    [InlineData("CHN", "CHN")]
    [InlineData("cn", "CHN")]
    [InlineData("ＪＰＮ", "JPN")]
    [InlineData("D<<", "D")]
    [InlineData("DEU", "D")]
    [InlineData("DE", "D")]
    [InlineData("GBD", "GBD")]
    [InlineData("XXA", "XXA")]
    [InlineData("XK", "RKS")]
    [InlineData("UTO", "UTO")]
    public void E1_States_are_named_by_the_codes_of_passports_or_countries(string text, string expected) =>
        Assert.Equal(expected, StateCode.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("ZZZ")]
    [InlineData("China")]
    [InlineData("C")]
    public void E1_Other_text_is_no_state(string text) => Assert.Throws<FormatException>(() => StateCode.Parse(text));

    [Fact]
    public void The_list_has_249_countries_and_agrees_with_the_system()
    {
        Assert.Equal(249, StateCode.CountryCodes.Count());
        foreach (var region in CultureInfo.GetCultures(CultureTypes.SpecificCultures)
            .Select(culture => new RegionInfo(culture.Name))
            .Where(region => StateCode.CountryCodes.Contains(region.TwoLetterISORegionName)))
        {
            Assert.Equal(
                StateCode.Parse(region.ThreeLetterISORegionName), StateCode.Parse(region.TwoLetterISORegionName));
        }
    }
}
