using Actors.Notifications.Texts.Keys;

namespace Actors.Notifications.Tests.Texts.Keys;

public class TimelineTextsTests
{
    [Fact]
    public void A_code_is_the_last_part_of_its_key() =>
        Assert.Equal("timeline.location-reported-late", TimelineTexts.Of("location-reported-late").Value);

    [Theory]
    [InlineData("never-heard-of")]
    [InlineData("")]
    [InlineData("Not A Code")]
    public void A_code_without_a_text_is_refused(string code) =>
        Assert.Throws<ArgumentException>(() => TimelineTexts.Of(code));
}
