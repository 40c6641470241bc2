using Actors.Privacy.Lookup;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Privacy.Tests.Lookup;

public sealed class TelephoneNumberTests
{
    [Theory]
    [InlineData("+81 (90) 1234-5678", "JP", "+819012345678")]
    [InlineData("＋８１９０１２３４５６７８", "JP", "+819012345678")]
    [InlineData("+81.90.1234.5678", "GB", "+819012345678")]
    [InlineData("090-1234-5678", "JP", "+819012345678")]
    [InlineData("０９０（１２３４）５６７８", "JP", "+819012345678")]
    [InlineData("010 44 20 7946 0018", "JP", "+442079460018")]
    [InlineData("(020) 7946 0018", "GB", "+442079460018")]
    [InlineData("03-1234-5678 ext. 12", "JP", "+81312345678X12")]
    [InlineData("+81 3 1234 5678 x12", "JP", "+81312345678X12")]
    public void Telephone_numbers_come_into_one_form(string typed, string region, string expected) =>
        Assert.Equal(expected, TelephoneNumber.Normalise(typed, region));

    [Theory]
    [InlineData("11-0", "110")]
    [InlineData("ask my wife", "ASKMYWIFE")]
    [InlineData("+999 (1) 234.567", "+9991234567")]
    public void Text_that_is_no_telephone_number_still_has_one_form(string typed, string expected) =>
        Assert.Equal(expected, TelephoneNumber.Normalise(typed, "JP"));

    [Theory]
    [InlineData("")]
    [InlineData("jp")]
    [InlineData("XX")]
    public void A_region_that_does_not_exist_is_refused(string region) =>
        Assert.Throws<ArgumentException>(() => TelephoneNumber.Normalise("090-1234-5678", region));

    [Fact]
    public void A_telephone_number_normalised_twice_is_the_same_as_once() => Prop.ForAll<PositiveInt, bool, NonNegativeInt>(
        (number, isInternational, zeros) =>
        {
            var typed = (isInternational ? "+" : "") + new string('0', zeros.Get % 4) + number.Get * 7_919L;
            var once = TelephoneNumber.Normalise(typed, "JP");
            return TelephoneNumber.Normalise(once, "JP") == once;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData("090-1234-5678", "JP", "+819012345678")]
    [InlineData("+86 138 0013 8000", null, "+8613800138000")]
    [InlineData("090-1234-5678", null, null)]
    [InlineData("03-1234-5678 ext. 12", "JP", null)]
    [InlineData("ask my wife", "JP", null)]
    [InlineData("12", "JP", null)]
    [InlineData("", "JP", null)]
    public void Only_a_number_that_can_be_dialled_is_read(string typed, string? region, string? expected) =>
        Assert.Equal(expected, TelephoneNumber.Read(typed, region));
}
