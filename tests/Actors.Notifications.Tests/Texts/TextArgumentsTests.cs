using System.Text.Json;
using Actors.Notifications.Texts;

namespace Actors.Notifications.Tests.Texts;

public class TextArgumentsTests
{
    [Fact]
    public void A_name_is_given_once() =>
        Assert.Throws<ArgumentException>(() => TextArguments.Of(("day", 1), ("day", 2)));

    [Fact]
    public void There_is_an_end_to_them()
    {
        var many = Enumerable.Range(0, Limits.TextArguments + 1).Select(number => ($"n{number}", (TextArgument)number)).ToArray();

        Assert.Throws<ArgumentException>(() => TextArguments.Of(many));
        Assert.Equal(Limits.TextArguments, TextArguments.Of(many.AsSpan(1)).All.Count);
        Assert.Throws<ArgumentException>(() => (TextArgument)new string('x', Limits.ArgumentLength + 1));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"day":true}""")]
    [InlineData("""{"day":1e99}""")]
    [InlineData("""{"day":1,"day":2}""")]
    [InlineData("""{"day":{"date":"2021-02-29"}}""")]
    [InlineData("""{"day":{"date":"14:00"}}""")]
    [InlineData("""{"day":{"time":"24:00"}}""")]
    [InlineData("""{"day":{"time":"14:00","zone":"UTC"}}""")]
    [InlineData("""{"day":{"time":{"time":"14:00"}}}""")]
    [InlineData("""{"day":{"hour":"14:00"}}""")]
    [InlineData("""{"day":{}}""")]
    [InlineData("""{"day":[1]}""")]
    public void Nothing_else_is_read_from_the_wire(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TextArguments>(json));

    [Fact]
    public void Too_many_from_the_wire_are_refused()
    {
        var names = Enumerable.Range(0, Limits.TextArguments + 1).Select(number => $"\"n{number}\":1").ToList();

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TextArguments>($"{{{string.Join(',', names)}}}"));
        Assert.NotNull(JsonSerializer.Deserialize<TextArguments>($"{{{string.Join(',', names.Skip(1))}}}"));
    }

    [Fact]
    public void Too_long_a_text_from_the_wire_is_refused() =>
        Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize<TextArguments>($"{{\"a\":\"{new string('x', Limits.ArgumentLength + 1)}\"}}"));

    [Fact]
    public void What_logs_see_has_no_values() => Assert.Equal("name", TextArguments.Of(("name", "Aya")).ToString());
}
