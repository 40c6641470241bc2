namespace Actors.Protocol.Tests;

public sealed class CommandIdTests
{
    [Theory]
    [InlineData(0UL, "0000000000000000")]
    [InlineData(0x0123456789ABCDEFUL, "0123456789abcdef")]
    [InlineData(ulong.MaxValue, "ffffffffffffffff")]
    public void Text_form_round_trips(ulong value, string text)
    {
        Assert.Equal(text, new CommandId(value).ToString());
        Assert.True(CommandId.TryParse(text, out var parsed));
        Assert.Equal(value, parsed.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("0123456789abcdefa")]
    [InlineData("0123456789abcdeg")]
    [InlineData(" 123456789abcdef")]
    [InlineData("-123456789abcdef")]
    [InlineData("0x23456789abcdef")]
    public void Text_of_another_form_is_refused(string? text) => Assert.False(CommandId.TryParse(text, out _));

    [Fact]
    public void Every_drawn_id_is_new() =>
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => CommandId.Draw()).Distinct().Count());
}
