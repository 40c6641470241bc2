using System.Text.Json;
using Actors.Domain.Entrants.Prompts;

namespace Actors.Domain.Tests.Entrants.Prompts;

public sealed class PromptNumberTests
{
    [Theory]
    [InlineData(0, 0, "d0-0", "0")]
    [InlineData(3, 2, "d3-2", "50")]
    [InlineData(62, 15, "d62-15", "1007")]
    public void A_number_has_a_day_and_a_place(int day, int index, string text, string json)
    {
        var number = new PromptNumber(day, index);
        Assert.Equal((day, index, text), (number.Day, number.Index, number.ToString()));
        Assert.Equal(json, JsonSerializer.Serialize(number));
        Assert.Equal(number, JsonSerializer.Deserialize<PromptNumber>(json));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1008")]
    [InlineData("1.5")]
    [InlineData("\"1\"")]
    [InlineData("99999999999")]
    public void Something_else_is_no_number(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<PromptNumber>(json));

    [Fact]
    public void Days_and_places_have_bounds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptNumber(63, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptNumber(0, 16));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromptNumber(-1, 0));
    }
}
