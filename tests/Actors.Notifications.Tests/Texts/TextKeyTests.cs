using Actors.Notifications.Texts;

namespace Actors.Notifications.Tests.Texts;

public class TextKeyTests
{
    [Theory]
    [InlineData("a.b")]
    [InlineData("prompt.location.reminder-title")]
    [InlineData("call.guide.turn-left")]
    public void Words_between_dots_are_a_key(string text) => Assert.Equal(text, new TextKey(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("title")]
    [InlineData("Prompt.title")]
    [InlineData("prompt..title")]
    [InlineData("prompt.title.")]
    [InlineData("prompt.title\n")]
    [InlineData("prompt.-title")]
    [InlineData("prompt.the title")]
    public void Anything_else_is_not(string text)
    {
        Assert.False(TextKey.TryParse(text, out _));
        Assert.Throws<FormatException>(() => new TextKey(text));
    }

    [Fact]
    public void A_key_has_a_longest_length()
    {
        Assert.True(TextKey.TryParse("a." + new string('b', Limits.KeyLength - 2), out _));
        Assert.False(TextKey.TryParse("a." + new string('b', Limits.KeyLength - 1), out _));
    }

    [Fact]
    public void A_default_value_names_no_text() => Assert.Equal("", default(TextKey).Value);
}
