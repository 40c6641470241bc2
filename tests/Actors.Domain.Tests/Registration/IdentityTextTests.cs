using System.Text;
using Actors.Domain.Registration;
using FsCheck;
using FsCheck.Fluent;

namespace Actors.Domain.Tests.Registration;

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
