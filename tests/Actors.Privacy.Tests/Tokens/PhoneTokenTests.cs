using Actors.Privacy.Tokens;

namespace Actors.Privacy.Tests.Tokens;

public sealed class PhoneTokenTests
{
    [Fact]
    public void Text_goes_there_and_back()
    {
        var token = PhoneToken.Draw();
        Assert.True(PhoneToken.TryParse(token.Text, out var parsed));
        Assert.Equal(token.Hash, parsed.Hash);
        Assert.NotEqual(PhoneToken.Draw().Text, token.Text);
        Assert.DoesNotContain(token.Text[4..], token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pt1_")]
    [InlineData("pt2_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pt1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pt1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pt1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")]
    [InlineData("pt1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    public void Text_of_another_form_is_refused(string? text) => Assert.False(PhoneToken.TryParse(text, out _));
}
