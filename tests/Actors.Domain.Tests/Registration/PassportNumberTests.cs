using Actors.Domain.Registration;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Registration;

public sealed class PassportNumberTests
{
    [Theory]
    [InlineData("TK1234567", "TK1234567")]
    [InlineData("tk 123-4567", "TK1234567")]
    [InlineData("００１２３４５６７", "001234567")]
    [InlineData("0012345", "0012345")]
    [InlineData("L898902C<", "L898902C")]
    [InlineData("\u3000ｔｋ１２３４５６７\u3000", "TK1234567")]
    public void E2_Numbers_come_into_one_form_and_keep_leading_zeros(string typed, string expected) =>
        Assert.Equal(expected, PassportNumber.Parse(typed).Value);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("1234567890123")]
    [InlineData("1.23E+08")]
    [InlineData("TK123456/7")]
    [InlineData("ТК1234567")] // Cyrillic.
    [InlineData("旅券1234567")]
    public void E2_Other_text_is_no_number(string? typed)
    {
        Assert.False(PassportNumber.TryParse(typed, out _));
        var message = Assert.Throws<FormatException>(() => PassportNumber.Parse(typed!)).Message;
        Assert.StartsWith("A passport number has 4 to 12", message, StringComparison.Ordinal);
    }

    [Fact]
    public void E3_Slips_of_a_number_are_near_it_and_mutual() => Prop.ForAll(
        Gen.ArrayOf(Gen.Elements("0123456789ABCOIZ".ToArray()), 9).ToArbitrary(), characters =>
        {
            var number = PassportNumber.Parse(new string(characters));
            var slips = number.Slips().ToList();
            return slips.Count == slips.Distinct().Count() && !slips.Contains(number) && slips.Count < 500
                && slips.Take(30).All(slip => slip.Value.Length == 9 ? slip.Slips().Contains(number) : true);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Theory]
    [InlineData("TK1234567", "TK1234576")]
    [InlineData("TK1234567", "TK123456")]
    [InlineData("TK1234567", "TK12345667")]
    [InlineData("TK1234507", "TK12345O7")]
    [InlineData("TK1234567", "TX1234567")]
    public void E3_Slips_are_of_every_kind(string number, string slip) =>
        Assert.Contains(PassportNumber.Parse(slip), PassportNumber.Parse(number).Slips());

    [Fact]
    public void It_shows_in_no_text() => Assert.Equal("a passport number", PassportNumber.Parse("TK1234567").ToString());
}
