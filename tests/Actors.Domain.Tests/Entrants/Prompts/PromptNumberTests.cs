using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Tests.Entrants.Prompts;

public sealed class PromptNumberTests
{
    [Theory]
    [InlineData(0, 0, "d0-0")]
    [InlineData(3, 2, "d3-2")]
    [InlineData(62, 15, "d62-15")]
    public void A_number_has_a_day_and_a_place(int day, int index, string text)
    {
        var number = new PromptNumber(day, index);
        Assert.Equal((day, index, text), (number.Day, number.Index, number.ToString()));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1008)]
    public void Something_else_is_no_number(int value) => Assert.False(PromptNumber.TryFrom(value, out _));

    [Fact]
    public void Days_and_places_have_bounds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptNumber(63, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptNumber(0, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptNumber(-1, 0));
    }
}
