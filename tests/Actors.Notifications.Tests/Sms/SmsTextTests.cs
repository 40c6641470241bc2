using Actors.Notifications.Sms;

namespace Actors.Notifications.Tests.Sms;

public class SmsTextTests
{
    [Theory]
    [InlineData('a', 0, 0)]
    [InlineData('a', 1, 1)]
    [InlineData('a', 160, 1)]
    [InlineData('a', 161, 2)]
    [InlineData('a', 306, 2)]
    [InlineData('a', 307, 3)]
    [InlineData('é', 160, 1)]
    [InlineData('€', 80, 1)]
    [InlineData('€', 81, 2)]
    [InlineData('€', 152, 2)]
    [InlineData('€', 153, 3)]
    [InlineData('ã', 70, 1)]
    [InlineData('ã', 71, 2)]
    [InlineData('界', 134, 2)]
    [InlineData('界', 135, 3)]
    public void Segments_follow_the_alphabet(char character, int count, int segments) =>
        Assert.Equal(segments, SmsText.Segments(new(character, count)));

    [Fact]
    public void A_character_of_two_units_is_not_cut() =>
        Assert.Equal(3, SmsText.Segments(string.Concat(Enumerable.Repeat("😀", 67))));
}
