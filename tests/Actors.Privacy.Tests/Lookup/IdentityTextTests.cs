using System.Text;
using Actors.Privacy.Lookup;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Privacy.Tests.Lookup;

public sealed class IdentityTextTests
{
    private const int NoCharacter = 0xFFFE;

    [Theory]
    [InlineData("TK1234567", "TK1234567")]
    [InlineData("tk 123-4567", "TK1234567")]
    [InlineData("ＴＫ１２３４５６７", "TK1234567")]
    [InlineData("ｔｋ　１２３－４５６７", "TK1234567")]
    [InlineData("L898902C<", "L898902C")]
    [InlineData("ERIKSSON<<ANNA<MARIA<<<", "ERIKSSONANNAMARIA")]
    [InlineData("O‐B‑C‒D–E—F−G", "OBCDEFG")]
    [InlineData("A\u00ADB\u200BC\u00A0D\tE\r\nF\uFEFFG", "ABCDEFG")]
    [InlineData("Müller", "MÜLLER")]
    [InlineData("Mu\u0308ller", "MÜLLER")]
    [InlineData("山田", "山田")]
    [InlineData("ﾔﾏﾀﾞ", "ヤマダ")]
    [InlineData("オーノ", "オーノ")]
    [InlineData("ﬁsher", "FISHER")]
    [InlineData("①", "1")]
    public void Names_and_numbers_come_into_one_form(string typed, string expected) =>
        Assert.Equal(expected, IdentityText.Normalise(typed));

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
        Assert.Equal(expected, IdentityText.NormalisePhone(typed, region));

    [Theory]
    [InlineData("11-0", "110")]
    [InlineData("ask my wife", "ASKMYWIFE")]
    [InlineData("+999 (1) 234.567", "+9991234567")]
    public void Text_that_is_no_telephone_number_still_has_one_form(string typed, string expected) =>
        Assert.Equal(expected, IdentityText.NormalisePhone(typed, "JP"));

    [Theory]
    [InlineData("")]
    [InlineData("jp")]
    [InlineData("XX")]
    public void A_region_that_does_not_exist_is_refused(string region) =>
        Assert.Throws<ArgumentException>(() => IdentityText.NormalisePhone("090-1234-5678", region));

    [Fact]
    public void A_telephone_number_normalised_twice_is_the_same_as_once() => Prop.ForAll<PositiveInt, bool, NonNegativeInt>(
        (number, isInternational, zeros) =>
        {
            var typed = (isInternational ? "+" : "") + new string('0', zeros.Get % 4) + number.Get * 7_919L;
            var once = IdentityText.NormalisePhone(typed, "JP");
            return IdentityText.NormalisePhone(once, "JP") == once;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Theory]
    [InlineData(" Anna-Maria@Example.ORG ", "ANNA-MARIA@EXAMPLE.ORG")]
    [InlineData("ａｎｎａ＠example.org", "ANNA@EXAMPLE.ORG")]
    public void Mail_addresses_come_into_one_form_and_keep_hyphens(string typed, string expected) =>
        Assert.Equal(expected, IdentityText.NormaliseEmail(typed));

    [Theory]
    [InlineData("")]
    [InlineData(" -<< ")]
    [InlineData("　")]
    public void Nothing_is_no_term(string typed) => Assert.Throws<ArgumentException>(() => IdentityText.Normalise(typed));

    [Theory]
    [InlineData('\uD800')]
    [InlineData((char)NoCharacter)]
    public void Text_that_is_no_Unicode_is_refused(char typed) =>
        Assert.ThrowsAny<ArgumentException>(() => IdentityText.Normalise($"A{typed}"));

    [Fact]
    public void Twice_is_the_same_as_once() => Prop.ForAll<UnicodeString>(any =>
    {
        var text = "X" + string.Concat(any.Get.EnumerateRunes().Where(rune => rune.Value != NoCharacter));
        var once = IdentityText.Normalise(text);
        return IdentityText.Normalise(once) == once;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Every_character_there_is_has_a_normal_form()
    {
        for (var value = 1; value <= 0x10FFFF; value++)
        {
            if (Rune.IsValid(value) && value != NoCharacter)
            {
                var once = IdentityText.Normalise($"X{new Rune(value)}");
                Assert.Equal(once, IdentityText.Normalise(once));
            }
        }
    }
}
