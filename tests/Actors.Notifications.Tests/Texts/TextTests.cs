using System.Text.Json;
using Actors.Notifications.Texts;
using Actors.Notifications.Texts.Keys;

namespace Actors.Notifications.Tests.Texts;

public class TextTests
{
    private static readonly Text Whole = Text.Of(
        CallTexts.HandedOver,
        ("place", 2),
        ("minutes", 1.5m),
        ("who", "A \"name\""),
        ("date", new DateOnly(2021, 4, 15)),
        ("time", new TimeOnly(14, 0)));

    [Fact]
    public void It_goes_over_the_wire_in_this_form() =>
        Assert.Equal(
            """
            {"key":"call.handed-over","arguments":{"date":{"date":"2021-04-15"},"minutes":1.5,"place":2,
            "time":{"time":"14:00"},"who":"A \u0022name\u0022"}}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(Whole, JsonSerializerOptions.Web));

    [Fact]
    public void It_comes_back_as_it_was() =>
        Assert.Equal(Whole, JsonSerializer.Deserialize<Text>(JsonSerializer.Serialize(Whole)));

    [Fact]
    public void Texts_are_equal_when_key_and_arguments_are()
    {
        var one = Text.Of(StayTexts.Day, ("day", 1), ("last", 14));
        var same = Text.Of(StayTexts.Day, ("last", 14), ("day", 1));

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(one, Text.Of(StayTexts.Day, ("day", 2), ("last", 14)));
    }

    [Fact]
    public void What_logs_see_has_no_values() => Assert.Equal("call.handed-over", $"{Whole}");
}
